using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>One node and what the pods on it have taken. Not thread-safe.</summary>
internal sealed class NodeLedger
{
    private readonly Dictionary<string, Amounts> _pods = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _hostPorts = [];

    public NodeLedger(Node node) => Update(node);

    public Node Node { get; private set; } = null!;

    public string Name => Node.Metadata.Name ?? "";

    public Amounts Allocatable { get; private set; } = new();

    public Amounts Taken { get; } = new();

    public int PodCount => _pods.Count;

    public bool IsReady => Node.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    public void Update(Node node)
    {
        Node = node;
        Allocatable = Amounts.Of(node.Status?.Allocatable ?? node.Status?.Capacity);
    }

    public void Add(Pod pod)
    {
        var requests = PodRequests.Of(pod.Spec!);
        if (_pods.TryAdd(pod.Metadata.Uid!, requests))
        {
            Taken.Add(requests);
            _hostPorts[pod.Metadata.Uid!] = [.. HostPorts(pod.Spec!)];
        }
    }

    /// <returns>False when the pod was not counted.</returns>
    public bool Remove(string uid)
    {
        if (!_pods.Remove(uid, out var requests))
        {
            return false;
        }

        Taken.Add(requests, -1);
        _hostPorts.Remove(uid);
        return true;
    }

    public bool HasFreeHostPorts(PodSpec spec)
    {
        var wanted = HostPorts(spec).ToList();
        return wanted.Count == 0 || !_hostPorts.Values.Any(taken => taken.Any(wanted.Contains));
    }

    private static IEnumerable<string> HostPorts(PodSpec spec) =>
        (spec.Containers ?? []).SelectMany(c => c.Ports ?? []).Where(p => p.HostPort is > 0).Select(p => $"{p.Protocol}/{p.HostPort}");
}
