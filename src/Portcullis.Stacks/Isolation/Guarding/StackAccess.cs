using Portcullis.Admission;
using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>What statement S4 is put together from: stack by stack, whether players get in where they should and nowhere else.</summary>
/// <param name="stacks">How stacks are made.</param>
internal sealed class StackAccess(StackSettings stacks)
{
    private readonly Dictionary<NamespacedName, StackRecord> _records = [];
    private readonly Dictionary<NamespacedName, NamespacedName> _serviceOf = [];
    private readonly Dictionary<NamespacedName, Service> _services = [];
    private readonly Dictionary<NamespacedName, Pod> _pods = [];
    private readonly SortedDictionary<string, IsolationWitness> _edited = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _unreachable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _strays = new(StringComparer.Ordinal);
    private readonly Dictionary<(object Kind, PortRange Port), bool?> _known = [];

    /// <summary>The stacks that players do not reach, with their ports.</summary>
    public IReadOnlyList<string> Unreachable => [.. _unreachable.Values];

    /// <summary>Ports of nodes that lead to stacks and are not theirs.</summary>
    public IReadOnlyList<string> Strays => [.. _strays.Values];

    /// <summary>Services of stacks that are not as they were made, each with everything that is not.</summary>
    public IReadOnlyCollection<IsolationWitness> Edited => _edited.Values;

    /// <summary>Takes over a Pod of the stack namespace, whether it runs or not: it knows how its Service was made.</summary>
    public void Put(Pod pod)
    {
        _pods[NamespacedName.Of(pod.Metadata)] = pod;
        HoldServiceOf(pod);
    }

    /// <summary>Forgets a Pod.</summary>
    public void RemovePod(NamespacedName name)
    {
        if (_pods.Remove(name, out var old))
        {
            HoldServiceOf(old);
        }
    }

    /// <summary>Takes over a Service of the stack namespace.</summary>
    public void Put(Service service)
    {
        var name = NamespacedName.Of(service.Metadata);
        Remove(name);
        _services[name] = service;
        if (StackRecord.TryRead(service, out var record))
        {
            _records[name] = record;
            _serviceOf[record.PodKey] = name;
        }

        Hold(name, service);
    }

    /// <summary>Forgets a Service.</summary>
    public void Remove(NamespacedName name)
    {
        if (_records.Remove(name, out var record))
        {
            _serviceOf.Remove(record.PodKey);
        }

        _services.Remove(name);
        _unreachable.Remove(name.Name);
        _edited.Remove(name.Name);
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

    private void HoldServiceOf(Pod pod)
    {
        if (StackLabels.IsOurs(pod.Metadata, out var id) && new NamespacedName(stacks.Namespace, StackKeys.ServiceName(id)) is var name && _services.TryGetValue(name, out var service))
        {
            Hold(name, service);
        }
    }

    // What needs no policy to be told: whether the Service is what a stack's Service was made as.
    private void Hold(NamespacedName name, Service service)
    {
        _edited.Remove(name.Name);
        _strays.Remove(name.Name);
        if (name.Namespace != stacks.Namespace)
        {
            return;
        }

        if (ServiceForm.Of(service, pod => _pods.GetValueOrDefault(pod)) is { } form)
        {
            if (ServiceEdits.Of(service, form, stacks) is { Count: > 0 } edits)
            {
                _edited[name.Name] = IsolationWitness.Of([.. edits.Select(edit => $"Service {name}: {edit}")]) with { Service = name };
            }
        }
        else if (Ways(service) is { Count: > 0 } ways)
        {
            _strays[name.Name] = $"Service {name} opens {Listing.Of(ways)} to players, {(StackLabels.IsOurs(service.Metadata, out _) ? "and its record cannot be read" : "which no stack asked for")}";
        }
    }

    private static List<string> Ways(Service service)
    {
        if (service.Spec is not { Ports: { Count: > 0 } ports } spec)
        {
            return [];
        }

        return
        [
            .. spec.Type is "NodePort" or "LoadBalancer" ? ports.Select(port => $"NodePort {Number(port.NodePort) ?? "(not given yet)"}/{port.Protocol ?? "TCP"}") : [],
            .. from address in spec.ExternalIPs ?? []
               from port in ports
               select $"{Number(port.Port)}/{port.Protocol ?? "TCP"} at {address}",
        ];
    }

    private static string? Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
