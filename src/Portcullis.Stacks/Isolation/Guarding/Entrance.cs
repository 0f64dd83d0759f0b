using System.Globalization;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>A port of every node that leads to sandboxes: a Service's NodePort, or a pod's own <c>hostPort</c>.</summary>
/// <param name="What">What makes it, in words.</param>
/// <param name="OnNode">The ports of the nodes; all that it may be where none is given yet.</param>
/// <param name="Pods">Whom it leads to; null where that is not known.</param>
/// <param name="OnPod">Where it arrives there.</param>
internal sealed record Entrance(string What, PortRange OnNode, PodSelection? Pods, PortRange OnPod)
{
    // The API server's default.
    private const int FirstNodePort = 30_000;
    private const int LastNodePort = 32_767;

    /// <summary>Those that there are.</summary>
    /// <param name="services">Every Service.</param>
    /// <param name="pods">The sandboxes.</param>
    public static IReadOnlyList<Entrance> Of(IEnumerable<Service> services, IReadOnlyCollection<Pod> pods)
    {
        var byNamespace = pods.ToLookup(pod => pod.Metadata.Namespace ?? "", StringComparer.Ordinal);
        return
        [
            .. services.Where(service => service.Spec?.Type is "NodePort" or "LoadBalancer").OrderBy(service => NamespacedName.Of(service.Metadata).ToString(), StringComparer.Ordinal)
                .SelectMany(service => Of(service, [.. byNamespace[service.Metadata.Namespace ?? ""]])),
            .. pods.SelectMany(OfHostPorts),
        ];
    }

    private static IEnumerable<Entrance> Of(Service service, IReadOnlyList<Pod> neighbours)
    {
        var spec = service.Spec!;
        var isKnown = spec.Selector is { Count: > 0 };
        var behind = isKnown ? neighbours.Where(pod => spec.Selector!.All(label => pod.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value)).ToList() : [];
        foreach (var port in spec.Ports ?? [])
        {
            if ((isKnown && behind.Count == 0) || OnNodes(spec, port) is not { } onNode)
            {
                continue;
            }

            var what = $"Service {NamespacedName.Of(service.Metadata)} ({(port.NodePort is { } number ? $"NodePort {number.ToString(CultureInfo.InvariantCulture)}" : "a NodePort not given yet")})";
            if (!isKnown)
            {
                yield return new(what, onNode, null, default);
            }

            foreach (var target in behind.SelectMany(pod => Targets(pod, port).Select(number => (number, Name: NamespacedName.Of(pod.Metadata)))).GroupBy(target => target.number, target => target.Name))
            {
                yield return new(what, onNode, new() { Names = target.ToHashSet() }, new(onNode.Protocol, target.Key, target.Key));
            }
        }
    }

    private static IEnumerable<Entrance> OfHostPorts(Pod pod) =>
        from container in (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? [])
        from port in container.Ports ?? []
        where port is { HostPort: > 0 } && pod.Spec?.HostNetwork != true
        let onNode = Read(port.HostPort, port.Protocol)
        let onPod = Read(port.Port, port.Protocol)
        where onNode is not null && onPod is not null
        let name = NamespacedName.Of(pod.Metadata)
        select new Entrance($"the hostPort {port.HostPort} of {Newcomers.InWords(name)}", onNode.Value, new() { Names = [name] }, onPod.Value);

    private static PortRange? OnNodes(ServiceSpec spec, ServicePort port) =>
        Read(port.NodePort ?? FirstNodePort, port.Protocol) is not { } first || (port.NodePort is null && spec is { Type: "LoadBalancer", AllocateLoadBalancerNodePorts: false }) ? null
        : port.NodePort is null ? first with { Last = LastNodePort }
        : first;

    private static IEnumerable<int> Targets(Pod pod, ServicePort port) => port.TargetPort switch
    {
        null => port.Port is { } same ? [same] : [],
        { IsNumber: true } number => int.TryParse(number.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var target) ? [target == 0 ? port.Port ?? 0 : target] : [],
        { } name => (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? []).SelectMany(container => container.Ports ?? [])
            .Where(own => own.Name == name.ToString() && (own.Protocol ?? "TCP") == (port.Protocol ?? "TCP")).Select(own => own.Port).OfType<int>().Distinct(),
    };

    private static PortRange? Read(int? number, string? protocol) =>
        ProtocolPort.TryParse($"{number?.ToString(CultureInfo.InvariantCulture)}/{protocol ?? "TCP"}", out var port) ? PortRange.Of(port) : null;
}
