namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>What the scheduler decided about a pod.</summary>
internal abstract record Placement
{
    private Placement()
    {
    }

    /// <summary>It goes to a node.</summary>
    internal sealed record Chosen(string Node) : Placement;

    /// <summary>No node can take it.</summary>
    /// <param name="Message">Why not, node by node, in the scheduler's words.</param>
    internal sealed record Unschedulable(string Message) : Placement;
}
