using Portcullis.Embedded.Admission;
using Portcullis.Model;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>One node as its kubelet stand-in knows it. A node that is not ready stands still: its pods go on as they were.</summary>
internal sealed class KubeletNode
{
    private const string EnforcesAnnotation = "portcullis.dev/enforces-network-policy";

    private readonly IReadOnlyList<PodAddressPool> _pools;

    public KubeletNode(Node node)
    {
        Name = node.Metadata.Name!;
        Addresses = NodeAddresses.Of(node);
        IsReady = NodeConditions.IsReady(node);
        _pools = [.. (node.Spec?.PodCIDRs ?? (node.Spec?.PodCIDR is { Length: > 0 } one ? [one] : [])).Select(range => new PodAddressPool(AddressRange.Parse(range)))];
    }

    public string Name { get; }

    public NodeAddresses Addresses { get; }

    public bool IsReady { get; set; }

    /// <summary>Whether its network would enforce policies where the cluster's does.</summary>
    public bool EnforcesPolicies { get; private set; } = true;

    /// <summary>Takes over what may change of a node.</summary>
    public void Observe(Node node) => EnforcesPolicies = node.Metadata.Annotations?.GetValueOrDefault(EnforcesAnnotation) != "false";

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
