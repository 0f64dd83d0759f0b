namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>A sample of each resource of which no controller changes what the requests write: nodes and service accounts are apart.</summary>
internal static class ResourceSamples
{
    /// <summary>No scheduler of this name exists: the pod stays as it is.</summary>
    public const string UnscheduledPod = """{"schedulerName":"nobody","containers":[{"name":"app","image":"app:1"}]}""";

    public static IReadOnlyList<ResourceSample> All { get; } =
    [
        new("configmaps", "v1", "ConfigMap", """{"data":{"k":"v"}}"""),
        new("endpoints", "v1", "Endpoints", """{"subsets":[{"addresses":[{"ip":"192.0.2.7"}],"ports":[{"port":80}]}]}"""),
        new("events", "v1", "Event", """{"involvedObject":{"kind":"Pod","namespace":"$(ns)","name":"a"},"reason":"Tested","message":"m","type":"Normal","count":1}"""),
        new("limitranges", "v1", "LimitRange", """{"spec":{"limits":[{"type":"Container","max":{"cpu":"2"}}]}}"""),
        new("namespaces", "v1", "Namespace", "{}") { Namespaced = false, Status = """{"status":{"phase":"Active"}}""", CollectionCanBeDeleted = false },
        new("pods", "v1", "Pod", $$"""{"spec":{{UnscheduledPod}}}""") { Status = """{"status":{"message":"told"}}""" },
        new("resourcequotas", "v1", "ResourceQuota", """{"spec":{}}"""),
        new("secrets", "v1", "Secret", """{"data":{"k":"dg=="}}"""),
        new("services", "v1", "Service", """{"spec":{"ports":[{"port":80}],"selector":{"app":"none"}}}""")
        {
            Status = """{"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.9"}]}}}""",
            Repeated = """{"spec":{"clusterIP":"$(create:spec.clusterIP)","clusterIPs":["$(create:spec.clusterIP)"]}}""",
            ChecksVersion = true,
            LooseUpdatesDiffer = true,
            CollectionCanBeDeleted = false,
        },
        new("leases", "coordination.k8s.io/v1", "Lease", """{"spec":{"holderIdentity":"me","leaseDurationSeconds":15}}""") { ChecksVersion = true },
        new("endpointslices", "discovery.k8s.io/v1", "EndpointSlice", """{"addressType":"IPv4","endpoints":[{"addresses":["192.0.2.7"]}],"ports":[{"port":80}]}"""),
        new("networkpolicies", "networking.k8s.io/v1", "NetworkPolicy", """{"spec":{"podSelector":{}}}"""),
        new("servicecidrs", "networking.k8s.io/v1", "ServiceCIDR", """{"spec":{"cidrs":["198.51.100.0/24"]}}""") { Namespaced = false },
    ];
}
