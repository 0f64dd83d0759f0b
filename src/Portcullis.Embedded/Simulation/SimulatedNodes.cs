using System.Text.Json;
using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Simulation;

/// <summary>Makes nodes, registers those that a client made, and breaks them on request. Thread-safe but for <see cref="Register"/>.</summary>
internal sealed class SimulatedNodes(ClusterObjects objects, EmbeddedClusterOptions options, TimeProvider time)
{
    /// <summary>A node's share of the pod range: room for 2,000 pods and more.</summary>
    private const int ShareBits = 20;

    private const int ShareBitsV6 = 64;

    private const string Component = "kubelet";

    private static readonly AddressRange NodesV6 = AddressRange.Parse("fd00:30::/64");

    private static readonly Dictionary<string, Quantity> Capacity = new(StringComparer.Ordinal)
    {
        ["cpu"] = Quantity.Parse("256"),
        ["memory"] = Quantity.Parse("1Ti"),
        ["ephemeral-storage"] = Quantity.Parse("10Ti"),
        ["pods"] = Quantity.Parse("2000"),
    };

    private readonly IReadOnlyList<AddressRange> _pods = [.. options.PodRanges.Select(AddressRange.Parse)];
    private int _made;

    public void Create(string name, string role)
    {
        var index = _made++;
        objects.Create(ResourceTypes.Nodes, new Node { Metadata = Labelled(name, role), Spec = Spec(index), Status = Status(name, index, new NodeStatus()) }, Component);
        objects.Update(ResourceTypes.Nodes, "", name, NodeTaints.Ready, "node-controller");
        Lease(name);
    }

    /// <summary>Gives a node that a client made without a status what a kubelet would.</summary>
    public void Register(Node node)
    {
        var name = node.Metadata.Name!;
        if (node.Status?.Conditions?.Any(c => c.Type == "Ready") == true)
        {
            if (NodeConditions.IsReady(node))
            {
                objects.Update(ResourceTypes.Nodes, "", name, NodeTaints.Ready, "node-controller");
            }

            return;
        }

        var index = _made++;
        objects.Update(ResourceTypes.Nodes, "", name, n => n with { Spec = string.IsNullOrEmpty(n.Spec?.PodCIDR) ? (n.Spec ?? new NodeSpec()) with { PodCIDR = Ranges(index)[0], PodCIDRs = Ranges(index) } : n.Spec }, Component);
        objects.Update(ResourceTypes.Nodes, "", name, NodeTaints.Ready, "node-controller");
        objects.UpdateStatus(ResourceTypes.Nodes, "", name, n => n with { Status = Status(name, index, n.Status ?? new NodeStatus()) }, Component);
        Lease(name);
    }

    /// <returns>False when there is no such node.</returns>
    public bool SetReady(string name, bool ready)
    {
        var now = time.GetUtcNow();
        var tainted = objects.Update(
            ResourceTypes.Nodes,
            "",
            name,
            node => node with
            {
                Spec = (node.Spec ?? new NodeSpec()) with
                {
                    Taints = [.. (node.Spec?.Taints ?? []).Where(t => t.Key != NodeConditions.UnreachableKey), .. ready ? [] : NodeConditions.Unreachable(now)],
                },
            },
            "node-controller");
        return tainted is not null && objects.UpdateStatus(
            ResourceTypes.Nodes,
            "",
            name,
            node => node with { Status = (node.Status ?? new NodeStatus()) with { Conditions = ready ? NodeConditions.Healthy(now) : NodeConditions.Unheard(now) } },
            "node-controller") is not null;
    }

    /// <returns>False when there is no such node.</returns>
    public bool Remove(string name)
    {
        objects.Delete(ResourceTypes.Leases, "kube-node-lease", name);
        return objects.Delete(ResourceTypes.Nodes, "", name);
    }

    /// <summary>The lease that a node holds. Taken once: simulated nodes do not renew it, so that an idle cluster is quiet.</summary>
    private void Lease(string name)
    {
        var now = time.GetUtcNow();
        objects.Delete(ResourceTypes.Leases, "kube-node-lease", name);
        objects.Create(ResourceTypes.Leases, new Lease
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "kube-node-lease" },
            Spec = new LeaseSpec { HolderIdentity = name, LeaseDurationSeconds = 40, AcquireTime = now, RenewTime = now },
        }, Component);
    }

    private static ObjectMeta Labelled(string name, string role) => new()
    {
        Name = name,
        Labels = new Dictionary<string, string>
        {
            ["kubernetes.io/arch"] = "amd64",
            ["kubernetes.io/hostname"] = name,
            ["kubernetes.io/os"] = "linux",
            ["portcullis.dev/simulated"] = "true",
            ["role"] = role,
        },
    };

    private NodeSpec Spec(int index) => new() { PodCIDR = Ranges(index)[0], PodCIDRs = Ranges(index) };

    private IReadOnlyList<string> Ranges(int index) =>
        [.. _pods.Select(range => range.Share(index, range.IsV6 ? ShareBitsV6 : Math.Clamp(Math.Max(ShareBits, 36 - (int)Math.Log2(range.Size)), 8, 30)))];

    private NodeStatus Status(string name, int index, NodeStatus given) => given with
    {
        Capacity = given.Capacity ?? Capacity,
        Allocatable = given.Allocatable ?? given.Capacity ?? Capacity,
        Conditions = NodeConditions.Healthy(time.GetUtcNow()),
        Addresses = given.Addresses ??
        [
            .. Internal(index).Select(address => new NodeAddress { Type = "InternalIP", Address = address }),
            .. Loopback().Select(address => new NodeAddress { Type = "ExternalIP", Address = address }),
            new NodeAddress { Type = "Hostname", Address = name },
        ],
        DaemonEndpoints = given.DaemonEndpoints ?? JsonSerializer.Deserialize("""{"kubeletEndpoint":{"Port":10250}}""", ModelJson.Default.JsonElement),
        NodeInfo = given.NodeInfo ?? Info(name),
    };

    private IReadOnlyList<string> Internal(int index)
    {
        var v4 = $"172.30.{index / 200}.{11 + (index % 200)}";
        return options.DualStack ? [v4, NodesV6.At(11 + index)] : [v4];
    }

    private IReadOnlyList<string> Loopback() => options.DualStack ? ["127.0.0.1", "::1"] : ["127.0.0.1"];

    private static NodeSystemInfo Info(string name) => new()
    {
        MachineID = name,
        SystemUUID = name,
        BootID = name,
        KernelVersion = "simulated",
        OsImage = "Portcullis embedded cluster",
        ContainerRuntimeVersion = "containerd://simulated",
        KubeletVersion = "v1.36.2",
        KubeProxyVersion = "",
        OperatingSystem = "linux",
        Architecture = "amd64",
    };
}
