namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>A pod that a kubelet runs.</summary>
internal sealed class PodSlot(string node)
{
    public string Node { get; } = node;

    /// <summary>Null until the node is ready for the first time.</summary>
    public PodMachine? Machine { get; set; }

    /// <summary>The grace period that it was told to stop with; null while it was not.</summary>
    public long? StopSeconds { get; set; }
}
