using Portcullis.Model;

namespace Portcullis.Embedded.Controllers;

/// <summary>Makes the Endpoints and the EndpointSlice of a service from the pods that it selects.</summary>
internal static class EndpointsBuilder
{
    public const string EndpointsManager = "kube-controller-manager";
    public const string SliceManager = "endpointslice-controller.k8s.io";

    /// <summary>A pod that has an address and has not ended.</summary>
    public static bool HasEndpoint(Pod pod) =>
        pod.Status is { PodIP.Length: > 0, Phase: not ("Succeeded" or "Failed") };

    /// <summary>Whether a change of a pod leaves its endpoints as they are.</summary>
    public static bool IsSameEndpoint(Pod? before, Pod? after) =>
        before is not null && after is not null
        && before.Status?.PodIP == after.Status?.PodIP
        && HasEndpoint(before) == HasEndpoint(after)
        && IsReady(before) == IsReady(after)
        && (before.Metadata.DeletionTimestamp is null) == (after.Metadata.DeletionTimestamp is null)
        && ReferenceEquals(before.Metadata.Labels, after.Metadata.Labels);

    public static Endpoints Endpoints(Service service, IReadOnlyList<Pod> pods)
    {
        var publishAll = service.Spec?.PublishNotReadyAddresses == true;
        var subsets = pods
            .Where(p => p.Metadata.DeletionTimestamp is null)
            .GroupBy(p => string.Join(',', PortsOf(service, p).Select(x => $"{x.Name}/{x.Port}/{x.Protocol}")))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(group => new EndpointSubset
            {
                Addresses = NullIfEmpty(group.Where(p => publishAll || IsReady(p)).Select(Address)),
                NotReadyAddresses = NullIfEmpty(group.Where(p => !publishAll && !IsReady(p)).Select(Address)),
                Ports = NullIfEmpty(PortsOf(service, group.First())),
            })
            .ToList();
        return new Endpoints
        {
            Metadata = new ObjectMeta { Name = service.Metadata.Name, Namespace = service.Metadata.Namespace, Labels = service.Metadata.Labels },
            Subsets = subsets.Count > 0 ? subsets : null,
        };
    }

    public static EndpointSlice Slice(Service service, IReadOnlyList<Pod> pods) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = SliceName(service),
            GenerateName = $"{service.Metadata.Name}-",
            Namespace = service.Metadata.Namespace,
            Labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>())
            {
                ["endpointslice.kubernetes.io/managed-by"] = SliceManager,
                ["kubernetes.io/service-name"] = service.Metadata.Name!,
            },
            OwnerReferences =
            [
                new OwnerReference
                {
                    ApiVersion = "v1",
                    Kind = "Service",
                    Name = service.Metadata.Name,
                    Uid = service.Metadata.Uid,
                    Controller = true,
                    BlockOwnerDeletion = true,
                },
            ],
        },
        AddressType = "IPv4",
        Endpoints = [.. pods.Select(p => Endpoint(service, p))],
        Ports = pods.Count == 0 ? [] : [.. PortsOf(service, pods[0]).Select(p => new EndpointPort { Name = p.Name ?? "", Port = p.Port, Protocol = p.Protocol })],
    };

    public static bool IsReady(Pod pod) => pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    /// <summary>One slice for one incarnation of a service, found again without a search.</summary>
    private static string SliceName(Service service)
    {
        var prefix = service.Metadata.Name!;
        var uid = (service.Metadata.Uid ?? "").Replace("-", "", StringComparison.Ordinal);
        return $"{prefix}-{uid[..Math.Min(5, uid.Length)]}";
    }

    private static Endpoint Endpoint(Service service, Pod pod)
    {
        var terminating = pod.Metadata.DeletionTimestamp is not null;
        return new Endpoint
        {
            Addresses = [pod.Status!.PodIP!],
            Conditions = new EndpointConditions
            {
                Ready = (IsReady(pod) && !terminating) || service.Spec?.PublishNotReadyAddresses == true,
                Serving = IsReady(pod),
                Terminating = terminating,
            },
            NodeName = pod.Spec?.NodeName,
            TargetRef = Reference(pod),
        };
    }

    private static EndpointAddress Address(Pod pod) => new() { Ip = pod.Status!.PodIP, NodeName = pod.Spec?.NodeName, TargetRef = Reference(pod) };

    private static ObjectReference Reference(Pod pod) =>
        new() { Kind = "Pod", Namespace = pod.Metadata.Namespace, Name = pod.Metadata.Name, Uid = pod.Metadata.Uid };

    private static List<CoreEndpointPort> PortsOf(Service service, Pod pod) =>
    [
        .. (service.Spec?.Ports ?? [])
            .Select(port => (Port: port, Number: NumberOf(port, pod)))
            .Where(p => p.Number is not null)
            .Select(p => new CoreEndpointPort { Name = string.IsNullOrEmpty(p.Port.Name) ? null : p.Port.Name, Port = p.Number, Protocol = p.Port.Protocol ?? "TCP" }),
    ];

    /// <summary>A named target port is what the pod calls so, of the same protocol.</summary>
    private static int? NumberOf(ServicePort port, Pod pod) => port.TargetPort switch
    {
        null => port.Port,
        { IsNumber: true } number => number.Number,
        var named => (pod.Spec?.Containers ?? [])
            .SelectMany(c => c.Ports ?? [])
            .FirstOrDefault(p => p.Name == named.Value.Text && (p.Protocol ?? "TCP") == (port.Protocol ?? "TCP"))?.Port,
    };

    private static List<T>? NullIfEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } found ? found : null;
}
