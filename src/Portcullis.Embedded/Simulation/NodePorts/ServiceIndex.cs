using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>Services with node ports and the pods they select, each found from the other without looking at all. Not thread-safe.</summary>
internal sealed class ServiceIndex
{
    private readonly Dictionary<NamespacedName, Service> _services = [];
    private readonly Dictionary<string, HashSet<NamespacedName>> _byLabel = new(StringComparer.Ordinal);
    private readonly Dictionary<NamespacedName, Pod> _pods = [];
    private readonly Dictionary<string, HashSet<NamespacedName>> _podsByLabel = new(StringComparer.Ordinal);

    public void Set(Service service)
    {
        Remove(NamespacedName.Of(service.Metadata));
        var key = NamespacedName.Of(service.Metadata);
        _services[key] = service;
        if (Anchor(service) is { } anchor)
        {
            Add(_byLabel, anchor, key);
        }
    }

    public void Remove(NamespacedName service)
    {
        if (_services.Remove(service, out var old) && Anchor(old) is { } anchor)
        {
            Drop(_byLabel, anchor, service);
        }
    }

    public void Set(Pod pod)
    {
        var key = NamespacedName.Of(pod.Metadata);
        if (_pods.Remove(key, out var old))
        {
            Unlink(old, key);
        }

        _pods[key] = pod;
        foreach (var label in Labels(pod))
        {
            Add(_podsByLabel, label, key);
        }
    }

    public void RemovePod(NamespacedName pod)
    {
        if (_pods.Remove(pod, out var old))
        {
            Unlink(old, pod);
        }
    }

    /// <summary>The services that may select a pod.</summary>
    public IEnumerable<NamespacedName> ServicesOf(Pod pod) =>
        Labels(pod).SelectMany(label => _byLabel.TryGetValue(label, out var services) ? services : []).Distinct();

    /// <summary>The node ports of a service that a ready pod answers; the first pod by name answers.</summary>
    public IEnumerable<NodePortTarget> Targets(NamespacedName key)
    {
        if (!_services.TryGetValue(key, out var service) || service.Spec?.Type is not ("NodePort" or "LoadBalancer") || Anchor(service) is not { } anchor
            || !_podsByLabel.TryGetValue(anchor, out var candidates))
        {
            return [];
        }

        var pod = candidates.Select(c => _pods[c])
            .Where(p => service.Spec.Selector!.All(s => p.Metadata.Labels?.GetValueOrDefault(s.Key) == s.Value) && IsServing(p))
            .MinBy(p => p.Metadata.Name, StringComparer.Ordinal);
        return pod is null ? [] : Targets(service, pod);
    }

    private static IEnumerable<NodePortTarget> Targets(Service service, Pod pod)
    {
        foreach (var port in service.Spec!.Ports ?? [])
        {
            if (port.NodePort is > 0 and { } nodePort && ContainerPort(pod, port) is { } containerPort)
            {
                foreach (var family in Controllers.EndpointsBuilder.Families(service))
                {
                    yield return new NodePortTarget(
                        new NodePortKey(port.Protocol ?? "TCP", nodePort, family == "IPv6"),
                        NamespacedName.Of(service.Metadata),
                        NamespacedName.Of(pod.Metadata),
                        pod.Spec?.NodeName ?? "",
                        containerPort,
                        pod.Metadata.Labels?.GetValueOrDefault("portcullis.dev/stack"));
                }
            }
        }
    }

    private static int? ContainerPort(Pod pod, ServicePort port) => port.TargetPort switch
    {
        { Text: { } name } => (pod.Spec?.Containers ?? []).SelectMany(c => c.Ports ?? [])
            .FirstOrDefault(p => p.Name == name && (p.Protocol ?? "TCP") == (port.Protocol ?? "TCP"))?.Port,
        { Number: > 0 } number => number.Number,
        _ => port.Port,
    };

    private static bool IsServing(Pod pod) =>
        pod.Metadata.DeletionTimestamp is null && Kubelet.PodConditions.IsTrue(pod.Status, "Ready");

    /// <summary>The label by which a service's pods are looked up; null when it selects nothing.</summary>
    private static string? Anchor(Service service) =>
        service.Spec?.Selector is { Count: > 0 } selector
            ? selector.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Label(service.Metadata.Namespace, s.Key, s.Value)).First()
            : null;

    private static IEnumerable<string> Labels(Pod pod) => (pod.Metadata.Labels ?? new Dictionary<string, string>()).Select(l => Label(pod.Metadata.Namespace, l.Key, l.Value));

    private static string Label(string? scope, string key, string value) => $"{scope}|{key}={value}";

    private void Unlink(Pod pod, NamespacedName key)
    {
        foreach (var label in Labels(pod))
        {
            Drop(_podsByLabel, label, key);
        }
    }

    private static void Add(Dictionary<string, HashSet<NamespacedName>> index, string label, NamespacedName key)
    {
        if (!index.TryGetValue(label, out var keys))
        {
            index.Add(label, keys = []);
        }

        keys.Add(key);
    }

    private static void Drop(Dictionary<string, HashSet<NamespacedName>> index, string label, NamespacedName key)
    {
        if (index.TryGetValue(label, out var keys) && keys.Remove(key) && keys.Count == 0)
        {
            index.Remove(label);
        }
    }
}
