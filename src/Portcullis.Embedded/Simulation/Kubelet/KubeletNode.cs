using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>One node as its kubelet stand-in knows it. A node that is not ready stands still: its pods go on as they were.</summary>
internal sealed class KubeletNode
{
    private const string EnforcesAnnotation = "portcullis.dev/enforces-network-policy";
    private const string LeaksAnnotation = "portcullis.dev/leaks";

    private readonly IReadOnlyList<PodAddressPool> _pools;
    private bool _enforces = true;
    private IReadOnlyList<NetworkLeak> _leaks = [];

    public KubeletNode(Node node)
    {
        Name = node.Metadata.Name!;
        Addresses = NodeAddresses.Of(node);
        Network = new(Name, () => _enforces, () => _leaks);
        IsReady = NodeConditions.IsReady(node);
        _pools = [.. (node.Spec?.PodCIDRs ?? (node.Spec?.PodCIDR is { Length: > 0 } one ? [one] : [])).Select(range => new PodAddressPool(AddressRange.Parse(range)))];
    }

    public string Name { get; }

    public NodeAddresses Addresses { get; }

    public bool IsReady { get; set; }

    /// <summary>Its network, as its pods feel it.</summary>
    public NodeNetwork Network { get; }

    /// <summary>Takes over what may change of a node.</summary>
    public void Observe(Node node)
    {
        _enforces = node.Metadata.Annotations?.GetValueOrDefault(EnforcesAnnotation) != "false";
        _leaks = NetworkLeak.ParseAll(node.Metadata.Annotations?.GetValueOrDefault(LeaksAnnotation));
    }

    /// <summary>A pod address of each family; null while one of them has none free.</summary>
    public IReadOnlyList<string>? TakeAddresses()
    {
        List<string> taken = [];
        foreach (var pool in _pools)
        {
            if (pool.Take() is not { } address)
            {
                ReturnAddresses(taken);
                return null;
            }

            taken.Add(address);
        }

        return taken.Count > 0 ? taken : null;
    }

    /// <summary>Gives addresses of a pod back; those of the node itself are nobody's.</summary>
    public void ReturnAddresses(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            _pools.FirstOrDefault(pool => pool.Holds(address))?.Return(address);
        }
    }
}
