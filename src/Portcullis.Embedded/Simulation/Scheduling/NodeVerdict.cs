namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>Why a node cannot take a pod.</summary>
/// <param name="Reasons">Each reason in the scheduler's words; empty when it can.</param>
/// <param name="Resolvable">Whether taking other pods away could help.</param>
internal readonly record struct NodeVerdict(IReadOnlyList<string> Reasons, bool Resolvable)
{
    public static NodeVerdict Fits { get; } = new([], false);

    public static NodeVerdict Never(string reason) => new([reason], false);

    public static NodeVerdict Full(IReadOnlyList<string> reasons) => new(reasons, true);
}
