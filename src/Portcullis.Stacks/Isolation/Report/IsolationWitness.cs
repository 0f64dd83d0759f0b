using Portcullis.Model.Names;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Stacks.Isolation.Report;

/// <summary>Evidence that a statement does not hold: a path that a packet can take, or an object that undoes a proof.</summary>
public sealed record IsolationWitness
{
    /// <summary>Where the packet starts: <c>namespace/pod</c> or an address; null when the evidence is no path.</summary>
    public string? From { get; init; }

    /// <summary>Where it arrives; null when the evidence is no path.</summary>
    public string? To { get; init; }

    /// <summary>The destination's port, such as <c>80/TCP</c>; null when the evidence is no path.</summary>
    public string? Port { get; init; }

    /// <summary>What lets it leave the source; null when the evidence is no path.</summary>
    public DirectionVerdict? Egress { get; init; }

    /// <summary>What lets it into the destination; null when the evidence is no path.</summary>
    public DirectionVerdict? Ingress { get; init; }

    /// <summary>The whole of it in plain sentences; the first says what is wrong. At least one.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    /// <summary>The Service that it is about; null when it is about none.</summary>
    internal NamespacedName? Service { get; init; }

    /// <summary>Evidence that is no path.</summary>
    /// <param name="text">What is wrong, in sentences.</param>
    public static IsolationWitness Of(params IReadOnlyList<string> text) => new() { Text = text };
}
