using Portcullis.Admission;
using Portcullis.Model;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>What statement S4 is put together from: stack by stack, whether players get in where they should and nowhere else.</summary>
/// <param name="stacks">How stacks are made.</param>
internal sealed class StackAccess(StackSettings stacks)
{
    private readonly Dictionary<NamespacedName, StackRecord> _records = [];
    private readonly Dictionary<NamespacedName, NamespacedName> _serviceOf = [];
    private readonly SortedDictionary<string, string> _unreachable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _strays = new(StringComparer.Ordinal);
    private readonly Dictionary<(object Kind, PortRange Port), bool?> _known = [];

    /// <summary>The stacks that players do not reach, with their ports.</summary>
    public IReadOnlyList<string> Unreachable => [.. _unreachable.Values];

    /// <summary>Ports of nodes that lead to stacks and are not theirs.</summary>
    public IReadOnlyList<string> Strays => [.. _strays.Values];

    /// <summary>Takes over a Service of the stack namespace.</summary>
    public void Put(Service service)
    {
        var name = NamespacedName.Of(service.Metadata);
        Remove(name);
        if (StackRecord.TryRead(service, out var record))
        {
            _records[name] = record;
            _serviceOf[record.PodKey] = name;
        }

        if (StrayPorts(service, record) is { Count: > 0 } strays)
        {
            _strays[name.Name] = $"Service {name} opens {Counted.Named(strays)} to players, which no stack asked for";
        }
    }

    /// <summary>Forgets a Service.</summary>
    public void Remove(NamespacedName name)
    {
        if (_records.Remove(name, out var record))
        {
            _serviceOf.Remove(record.PodKey);
        }

        _unreachable.Remove(name.Name);
        _strays.Remove(name.Name);
    }

    /// <summary>Judges every stack anew, after policies or addresses changed.</summary>
    public void JudgeAll(GuardView view)
    {
        _known.Clear();
        _unreachable.Clear();
        foreach (var record in _records.Values)
        {
            Judge(view, record);
        }
    }

    /// <summary>Judges the stack of a pod that came, changed or went.</summary>
    public void Judge(GuardView view, NamespacedName pod)
    {
        if (_serviceOf.TryGetValue(pod, out var name))
        {
            Judge(view, _records[name]);
        }
    }

    /// <summary>Judges the stack of a Service.</summary>
    public void JudgeService(GuardView view, NamespacedName service)
    {
        if (_records.TryGetValue(service, out var record))
        {
            Judge(view, record);
        }
    }

    private void Judge(GuardView view, StackRecord record)
    {
        var name = record.ServiceKey.Name;
        _unreachable.Remove(name);
        if (view.Network.LikenessOf(record.PodKey) is not { } kind)
        {
            return;
        }

        var shut = record.Ports.Where(port => Reach(view, kind, record.PodKey, port.Target) == false).Select(port => $"{port.Target.ContainerPort}/{port.Target.ProtocolText}").ToList();
        if (shut.Count > 0)
        {
            _unreachable[name] = $"{record.Id.Text} on {string.Join(", ", shut)}";
        }
    }

    private bool? Reach(GuardView view, object kind, NamespacedName pod, TargetPort target)
    {
        var port = PortRange.Of(new(target.ContainerPort, target.Protocol == PortProtocol.Udp ? TransportProtocol.Udp : TransportProtocol.Tcp));
        if (!_known.TryGetValue((kind, port), out var reach))
        {
            _known.Add((kind, port), reach = PlayersReach.Reach(view, pod, port));
        }

        return reach;
    }

    private List<string> StrayPorts(Service service, StackRecord? record)
    {
        if (service.Metadata.Namespace != stacks.Namespace || service.Spec is not { Type: "NodePort" or "LoadBalancer" } spec)
        {
            return [];
        }

        return [.. (spec.Ports ?? []).Where(port => record?.Ports.Any(own => own.Target.ContainerPort == port.Port && own.Target.ProtocolText == port.Protocol) != true)
            .Select(port => $"NodePort {port.NodePort?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "(not given yet)"}/{port.Protocol ?? "TCP"}")];
    }
}
