namespace Portcullis.Stacks.Problems;

/// <summary>Who is to do something about a problem, which is what decides the HTTP status.</summary>
public enum ProblemKind
{
    /// <summary>The caller sent something that cannot be (400).</summary>
    BadRequest,

    /// <summary>There is no such stack (404).</summary>
    NotFound,

    /// <summary>Full, busy, or the cluster is away: the caller may try again (503).</summary>
    Unavailable,

    /// <summary>The operator has to mend something (500).</summary>
    Internal,
}

/// <summary>Why a command on stacks did not do what was asked.</summary>
/// <param name="Kind">Who is to do something about it.</param>
/// <param name="Reason">A stable PascalCase code out of <see cref="StackReasons"/>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Details">What exactly is wrong, where there is more than one thing to say.</param>
public sealed record StackProblem(ProblemKind Kind, string Reason, string Message, IReadOnlyList<ProblemDetail> Details)
{
    /// <summary>A problem without details.</summary>
    public StackProblem(ProblemKind kind, string reason, string message)
        : this(kind, reason, message, [])
    {
    }

    /// <summary>Compares details too.</summary>
    /// <param name="other">The problem to compare with.</param>
    public bool Equals(StackProblem? other) =>
        other is not null && Kind == other.Kind && Reason == other.Reason && Message == other.Message && Details.SequenceEqual(other.Details);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Reason, Message, Details.Count);
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Path">The field, such as <c>spec.containers[0].image</c>.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Found">What was found, where it may be shown.</param>
/// <param name="Allowed">What is allowed.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record ProblemDetail(string Path, string Message, string? Found = null, string? Allowed = null, string? Hint = null);
