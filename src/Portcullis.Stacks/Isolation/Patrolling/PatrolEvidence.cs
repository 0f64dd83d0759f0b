using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>Everything that is said about patrols rests on this.</summary>
internal sealed record PatrolEvidence
{
    /// <summary>How often nodes are patrolled; zero where they are not.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The nodes that new stacks may come to, and the families of their pods.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<AddressFamily> Families)> Nodes { get; init; } = [];

    /// <summary>How each of them stands.</summary>
    public IReadOnlyCollection<PatrolStand> Stands { get; init; } = [];

    /// <summary>Why patrols could not be sent, by node.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether some profile lets stacks send echoes.</summary>
    public bool StacksMayPing { get; init; }

    /// <summary>Since the start of the program.</summary>
    public TimeSpan Now { get; init; }
}
