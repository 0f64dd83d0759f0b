namespace Portcullis.Stacks.Isolation.Report;

/// <summary>What can be said of isolation; a later one is worse.</summary>
public enum IsolationVerdict
{
    /// <summary>It holds: nobody finds a way through.</summary>
    Proven,

    /// <summary>No way through was found, but something that would have to be known is not.</summary>
    Incomplete,

    /// <summary>There is a way through, and a witness of it.</summary>
    Open,
}

/// <summary>The words for <see cref="IsolationVerdict"/> on the wire.</summary>
public static class IsolationVerdicts
{
    /// <summary>The word on the wire: <c>proven</c>, <c>incomplete</c> or <c>open</c>.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string ToWire(this IsolationVerdict verdict) => verdict switch
    {
        IsolationVerdict.Proven => "proven",
        IsolationVerdict.Incomplete => "incomplete",
        IsolationVerdict.Open => "open",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
