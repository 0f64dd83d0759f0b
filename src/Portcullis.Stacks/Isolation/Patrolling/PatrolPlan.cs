using System.Net;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>What a patrol on a node tries: everything that walls forbid, as far as it is worth trying. Pure.</summary>
/// <remarks>Of what there is much of, each round tries another part.</remarks>
internal static class PatrolPlan
{
    /// <summary>How much one patrol tries at most: what it felt of each has to fit into a termination message, and its time into a minute.</summary>
    public const int MostTargets = 64;

    private const int KubeletPort = 10250;
    private const int DnsPort = 53;
    private const int MostKubelets = 2;
    private const int MostNodePorts = 3;
    private const int MostStacks = 3;
    private const int MostNamespaces = 6;

    // Where clouds answer questions of their machines: AWS, Azure, Google, Oracle and others at the first, AWS at the second.
    private static readonly IReadOnlyList<PatrolTarget> Metadata =
    [
        .. ((string[])["169.254.169.254", "fd00:ec2::254"]).Select(address => new PatrolTarget(PatrolTargetKind.Metadata, PatrolProtocol.Tcp, IPAddress.Parse(address), 80, "the cloud's metadata address")),
    ];

    /// <summary>The targets, the most telling first; peers are added by whoever started them.</summary>
    /// <param name="picture">The cluster.</param>
    /// <param name="node">The node that the patrol runs on.</param>
    /// <param name="egress"><c>none</c> or <c>internet</c>.</param>
    /// <param name="round">Counts the rounds.</param>
    /// <param name="pinned">What answered before: it is tried again for as long as it is there.</param>
    public static IReadOnlyList<PatrolTarget> Of(PatrolPicture picture, Node node, string egress, int round, IReadOnlyCollection<PatrolTarget> pinned)
    {
        var families = picture.Families(node);
        var rotating = new Rotation(round);
        IReadOnlyList<PatrolTarget> all =
        [
            .. egress == "internet" ? Outside(picture) : [],
            .. ApiServer(picture),
            .. ClusterDns(picture),
            .. Metadata,
            .. rotating.Take(picture.Nodes.Where(other => other.Metadata.Name != node.Metadata.Name), MostKubelets).SelectMany(Kubelet),
            .. rotating.Take(Namespaces(picture), MostNamespaces).SelectMany(pods => rotating.Take(pods, 1)).SelectMany(ProtectedPod),
            .. NodePorts(picture, node, rotating),
            .. rotating.Take(StackPods(picture), MostStacks).SelectMany(Stack),
        ];
        var there = pinned.Count == 0 ? [] : Everything(picture, node).ToDictionary(target => target.Key, StringComparer.Ordinal);
        return
        [
            .. pinned.Select(target => there.GetValueOrDefault(target.Key)).OfType<PatrolTarget>()
                .Concat(all)
                .Where(target => families.Count == 0 || families.Contains(target.Family))
                .DistinctBy(target => target.Key)
                .Take(MostTargets),
        ];
    }

    /// <summary>What another patrol answers to, once it listens.</summary>
    /// <param name="listener">Its Pod.</param>
    /// <param name="name">What it is, in words.</param>
    public static IEnumerable<PatrolTarget> Peer(Pod listener, string name) =>
        from address in PodAddresses.Of(listener)
        from protocol in (PatrolProtocol[])[PatrolProtocol.Tcp, PatrolProtocol.Udp, PatrolProtocol.Echo]
        select new PatrolTarget(PatrolTargetKind.Patrol, protocol, address, protocol == PatrolProtocol.Echo ? 0 : PatrolPods.ListenPort, name) { IsKnownToAnswer = true };

    // All that a rotation takes from: what was found open must be found again.
    private static IEnumerable<PatrolTarget> Everything(PatrolPicture picture, Node node) =>
        ((IEnumerable<PatrolTarget>)
        [
            .. ApiServer(picture),
            .. ClusterDns(picture),
            .. Metadata,
            .. picture.Nodes.Where(other => other.Metadata.Name != node.Metadata.Name).SelectMany(Kubelet),
            .. Namespaces(picture).SelectMany(pods => pods).SelectMany(ProtectedPod),
            .. from service in picture.Services from port in Ports(service) from other in picture.Nodes from target in NodePort(service, port, other) select target,
            .. StackPods(picture).SelectMany(Stack),
        ]).DistinctBy(target => target.Key);

    private static IEnumerable<PatrolTarget> Outside(PatrolPicture picture) =>
        from address in AddressTexts.Parse(picture.Stacks.DnsServers)
        select new PatrolTarget(PatrolTargetKind.Outside, PatrolProtocol.Tcp, address, DnsPort, "a name server of stacks");

    private static IEnumerable<PatrolTarget> ApiServer(PatrolPicture picture) =>
        AirlockTargets.Of(picture.Services.FirstOrDefault(service => service.Metadata is { Namespace: "default", Name: "kubernetes" }), picture.ApiServer)
            .Select(end => new PatrolTarget(PatrolTargetKind.ApiServer, PatrolProtocol.Tcp, end.Address, end.Port, "the API server"));

    private static IEnumerable<PatrolTarget> ClusterDns(PatrolPicture picture) =>
        from service in picture.Services
        where NamespacedName.Of(service.Metadata) == AirlockTargets.Dns
        from address in AddressTexts.Parse(AddressTexts.ClusterIPs(service))
        from protocol in (PatrolProtocol[])[PatrolProtocol.Udp, PatrolProtocol.Tcp]
        where service.Spec?.Ports?.Any(port => port.Port == DnsPort && (port.Protocol ?? "TCP") == (protocol == PatrolProtocol.Udp ? "UDP" : "TCP")) == true
        select new PatrolTarget(PatrolTargetKind.ClusterDns, protocol, address, DnsPort, $"the cluster's DNS, Service {AirlockTargets.Dns}");

    // Never the own node's: what a pod gets from there is not for policies to say on every network.
    private static IEnumerable<PatrolTarget> Kubelet(Node node) =>
        Addresses(node, "InternalIP").Select(address => new PatrolTarget(PatrolTargetKind.Kubelet, PatrolProtocol.Tcp, address, KubeletPort, $"the kubelet of node {node.Metadata.Name}"));

    private static IEnumerable<IReadOnlyList<Pod>> Namespaces(PatrolPicture picture) =>
        picture.OtherPods.Where(pod => pod.Spec?.HostNetwork != true && PodConditions.IsTrue(pod, "Ready") && TcpPorts(pod).Any())
            .OrderBy(pod => $"{NamespacedName.Of(pod.Metadata)}", StringComparer.Ordinal)
            .GroupBy(pod => pod.Metadata.Namespace, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<Pod>)[.. group]);

    private static IEnumerable<PatrolTarget> ProtectedPod(Pod pod) =>
        from address in PodAddresses.Of(pod)
        from target in (PatrolTarget[])
        [
            new(PatrolTargetKind.ProtectedPod, PatrolProtocol.Tcp, address, TcpPorts(pod).First(), $"pod {NamespacedName.Of(pod.Metadata)}"),
            new(PatrolTargetKind.ProtectedPod, PatrolProtocol.Echo, address, 0, $"pod {NamespacedName.Of(pod.Metadata)}"),
        ]
        select target;

    private static IEnumerable<int> TcpPorts(Pod pod) =>
        (pod.Spec?.Containers ?? []).SelectMany(container => container.Ports ?? []).Where(port => port.Protocol is null or "TCP").Select(port => port.Port).OfType<int>();

    // Of the own node always, of others in turn: a port can be open by one of them alone.
    private static IEnumerable<PatrolTarget> NodePorts(PatrolPicture picture, Node node, Rotation rotating)
    {
        var ports = picture.Services.OrderBy(service => $"{NamespacedName.Of(service.Metadata)}", StringComparer.Ordinal).SelectMany(service => Ports(service).Select(port => (Service: service, Port: port))).ToList();
        foreach (var (service, port) in rotating.Take(ports, MostNodePorts))
        {
            foreach (var other in rotating.Take(picture.Nodes.Where(other => other.Metadata.Name != node.Metadata.Name), 1).Prepend(node))
            {
                foreach (var target in NodePort(service, port, other))
                {
                    yield return target;
                }
            }
        }
    }

    private static IEnumerable<ServicePort> Ports(Service service) => (service.Spec?.Ports ?? []).Where(port => port is { NodePort: > 0, Protocol: null or "TCP" or "UDP" });

    private static IEnumerable<PatrolTarget> NodePort(Service service, ServicePort port, Node node) =>
        Addresses(node, "InternalIP").Select(address => new PatrolTarget(
            PatrolTargetKind.NodePort, port.Protocol == "UDP" ? PatrolProtocol.Udp : PatrolProtocol.Tcp, address, port.NodePort!.Value, $"the node port of Service {NamespacedName.Of(service.Metadata)} on node {node.Metadata.Name}"));

    private static IEnumerable<Pod> StackPods(PatrolPicture picture) =>
        picture.StackPods.Where(pod => StackLabels.IsOurs(pod.Metadata, out _) && PodConditions.IsTrue(pod, "Ready")).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal);

    private static IEnumerable<PatrolTarget> Stack(Pod pod)
    {
        var declared = (pod.Spec?.Containers ?? []).SelectMany(container => container.Ports ?? []).Where(port => port.Port is not null && port.Protocol is null or "TCP" or "UDP").Take(1).ToList();
        foreach (var address in PodAddresses.Of(pod))
        {
            foreach (var port in declared)
            {
                yield return new(PatrolTargetKind.StackPort, port.Protocol == "UDP" ? PatrolProtocol.Udp : PatrolProtocol.Tcp, address, port.Port!.Value, $"the stack's pod {pod.Metadata.Name}");
            }

            // Most stacks cannot ping, but each of them would answer.
            yield return new(PatrolTargetKind.StackPort, PatrolProtocol.Echo, address, 0, $"the stack's pod {pod.Metadata.Name}");
        }
    }

    private static IEnumerable<IPAddress> Addresses(Node node, string type) => AddressTexts.Parse((node.Status?.Addresses ?? []).Where(entry => entry.Type == type).Select(entry => entry.Address));

    // Takes some of many, others in each round, so that all of them have their turn.
    private sealed class Rotation(int round)
    {
        public IEnumerable<T> Take<T>(IEnumerable<T> all, int most)
        {
            var list = all as IReadOnlyList<T> ?? [.. all];
            return list.Count <= most ? list : Enumerable.Range(0, most).Select(at => list[(int)((((long)round * most) + at) % list.Count)]);
        }
    }
}
