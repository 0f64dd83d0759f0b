using Portcullis.Embedded.Admission;
using Portcullis.Model;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>One node as its kubelet stand-in knows it. A node that is not ready stands still: its pods go on as they were.</summary>
internal sealed class KubeletNode
{
    private const string EnforcesAnnotation = "portcullis.dev/enforces-network-policy";

    private readonly PodAddressPool? _pool;

    public KubeletNode(Node node)
    {
        Name = node.Metadata.Name!;
        Addresses = NodeAddresses.Of(node);
        IsReady = NodeConditions.IsReady(node);
        _pool = node.Spec?.PodCIDR is { Length: > 0 } range ? new PodAddressPool(Ipv4Range.Parse(range)) : null;
    }

    public string Name { get; }

    public NodeAddresses Addresses { get; }

    public bool IsReady { get; set; }

    /// <summary>Whether its network would enforce policies where the cluster's does.</summary>
    public bool EnforcesPolicies { get; private set; } = true;

    /// <summary>Takes over what may change of a node.</summary>
    public void Observe(Node node) => EnforcesPolicies = node.Metadata.Annotations?.GetValueOrDefault(EnforcesAnnotation) != "false";

    /// <summary>A pod address; null while none is free.</summary>
    public string? TakeAddress() => _pool?.Take();

    public void ReturnAddress(string address)
    {
        if (address != Addresses.Internal)
        {
            _pool?.Return(address);
        }
    }
}
