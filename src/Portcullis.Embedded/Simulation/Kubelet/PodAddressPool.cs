using Portcullis.Embedded.Admission;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The pod addresses of one node. An address that is given back is reused last. Not thread-safe.</summary>
internal sealed class PodAddressPool(AddressRange range)
{
    private readonly Queue<string> _returned = new();
    private long _next = 2;

    /// <summary>An address that no pod has; the network's, the bridge's and the broadcast address are never given.</summary>
    /// <returns>Null when all are taken.</returns>
    public string? Take() => _next < range.Size - 1 ? range.At(_next++) : _returned.TryDequeue(out var address) ? address : null;

    /// <summary>Whether an address is of this range.</summary>
    public bool Holds(string address) => range.OffsetOf(address) is not null;

    public void Return(string address) => _returned.Enqueue(address);
}
