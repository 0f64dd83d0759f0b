using Portcullis.Embedded.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Meta;

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
        && (before.Status?.PodIPs ?? []).SequenceEqual(after.Status?.PodIPs ?? [])
        && before.Status?.PodIP == after.Status?.PodIP
        && HasEndpoint(before) == HasEndpoint(after)
        && IsReady(before) == IsReady(after)
        && (before.Metadata.DeletionTimestamp is null) == (after.Metadata.DeletionTimestamp is null)
        && ReferenceEquals(before.Metadata.Labels, after.Metadata.Labels);

    /// <summary>The older kind, which has addresses of the first family alone.</summary>
    public static Endpoints Endpoints(Service service, IReadOnlyList<Pod> all)
    {
        var family = Families(service)[0];
        var pods = all.Where(pod => AddressOf(pod, family) is not null).ToList();
        var publishAll = service.Spec?.PublishNotReadyAddresses == true;
        var subsets = pods
            .Where(p => p.Metadata.DeletionTimestamp is null)
            .GroupBy(p => string.Join(',', PortsOf(service, p).Select(x => $"{x.Name}/{x.Port}/{x.Protocol}")))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(group => new EndpointSubset
            {
                Addresses = NullIfEmpty(group.Where(p => publishAll || IsReady(p)).Select(p => Address(p, family))),
                NotReadyAddresses = NullIfEmpty(group.Where(p => !publishAll && !IsReady(p)).Select(p => Address(p, family))),
                Ports = NullIfEmpty(PortsOf(service, group.First())),
            })
            .ToList();
        return new Endpoints
        {
            Metadata = new ObjectMeta { Name = service.Metadata.Name, Namespace = service.Metadata.Namespace, Labels = LabelsOf(service) },
            Subsets = subsets.Count > 0 ? subsets : null,
        };
    }

    private static Dictionary<string, string> LabelsOf(Service service) =>
        new(service.Metadata.Labels ?? new Dictionary<string, string>()) { ["endpoints.kubernetes.io/managed-by"] = "endpoint-controller" };

    /// <summary>The families of a service; those that were made before there was a choice have IPv4.</summary>
    public static IReadOnlyList<string> Families(Service service) => service.Spec?.IpFamilies is { Count: > 0 } families ? families : ["IPv4"];

    /// <summary>The name of a service's slice of one family: one for one incarnation of a service, found again without a search.</summary>
    public static string SliceName(Service service, string family)
    {
        var uid = (service.Metadata.Uid ?? "").Replace("-", "", StringComparison.Ordinal);
        var from = family == "IPv6" ? Math.Min(5, uid.Length) : 0;
        return $"{service.Metadata.Name}-{uid[from..Math.Min(from + 5, uid.Length)]}";
    }

    public static EndpointSlice Slice(Service service, string family, IReadOnlyList<Pod> all) =>
        Slice(service, family, all.Where(pod => AddressOf(pod, family) is not null));

    private static EndpointSlice Slice(Service service, string family, IEnumerable<Pod> pods) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = SliceName(service, family),
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
        AddressType = family,
        Endpoints = [.. pods.Select(p => Endpoint(service, p, family))],
        Ports = pods.FirstOrDefault() is not { } any ? [] : [.. PortsOf(service, any).Select(p => new EndpointPort { Name = p.Name ?? "", Port = p.Port, Protocol = p.Protocol })],
    };

    public static bool IsReady(Pod pod) => pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    private static string? AddressOf(Pod pod, string family) =>
        (pod.Status?.PodIPs?.Select(entry => entry.Ip) ?? []).Append(pod.Status?.PodIP).FirstOrDefault(address => AddressRange.FamilyOf(address) == family);

    private static Endpoint Endpoint(Service service, Pod pod, string family)
    {
        var terminating = pod.Metadata.DeletionTimestamp is not null;
        return new Endpoint
        {
            Addresses = [AddressOf(pod, family)!],
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

    private static EndpointAddress Address(Pod pod, string family) => new() { Ip = AddressOf(pod, family), NodeName = pod.Spec?.NodeName, TargetRef = Reference(pod) };

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
