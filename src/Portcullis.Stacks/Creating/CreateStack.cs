using Portcullis.Admission;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>The wish for a stack.</summary>
public sealed record CreateStack
{
    /// <summary>The untrusted pod manifest, as YAML or JSON text.</summary>
    public required string Manifest { get; init; }

    /// <summary>The container ports that players are to reach, in the order they are shown.</summary>
    public required IReadOnlyList<TargetPort> TargetPorts { get; init; }

    /// <summary>What it is to keep of what its caller gave.</summary>
    public StackTerms Terms { get; init; } = new();

    /// <summary>Whether it belongs to somebody, of which there is one stack at most: asking again gives the same.</summary>
    public bool IsOwned => Terms is { Owner: not null, Challenge: not null };

    /// <summary>How long it is to live; null for <see cref="StackSettings.Ttl"/>.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Variables for every container; none by default.</summary>
    public StackEnv Env { get; init; } = StackEnv.None;

    /// <summary>Whether to answer once the stack is ready, and not as soon as it is scheduled.</summary>
    public bool WaitUntilReady { get; init; }

    /// <summary>Compared by identity: see the ports.</summary>
    /// <param name="other">The wish to compare with.</param>
    public bool Equals(CreateStack? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>What came of a <see cref="CreateStack"/>.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="IsNew">False when the owner already had it.</param>
public sealed record CreatedStack(Stack Stack, bool IsNew);
