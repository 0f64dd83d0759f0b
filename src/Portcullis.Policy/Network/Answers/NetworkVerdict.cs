namespace Portcullis.Policy.Network.Answers;

/// <summary>Whether a connection is allowed, and why: it takes both directions.</summary>
public sealed record NetworkVerdict
{
    /// <summary>What was asked.</summary>
    public required NetworkQuestion Question { get; init; }

    /// <summary>True when egress at the source and ingress at the destination both allow it.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The source's side.</summary>
    public required DirectionVerdict Egress { get; init; }

    /// <summary>The destination's side.</summary>
    public required DirectionVerdict Ingress { get; init; }

    /// <summary>What keeps this from being proven by policies alone, in sentences: nodes, pods on the node's network, unknown addresses. Empty when nothing does.</summary>
    public required IReadOnlyList<string> Caveats { get; init; }

    /// <summary>The whole of it in plain sentences, caveats included.</summary>
    public required IReadOnlyList<string> Text { get; init; }
}
