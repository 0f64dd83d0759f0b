using Portcullis.Model;

namespace Portcullis.Embedded.Resources;

/// <summary>The resources that the server serves.</summary>
internal sealed class ResourceRegistry
{
    private readonly Dictionary<(string Group, string Version, string Plural), ResourceDefinition> _byPath;
    private readonly Dictionary<ResourceType, ResourceDefinition> _byType;

    public ResourceRegistry()
    {
        All = Definitions();
        _byPath = All.ToDictionary(d => (d.Type.Group, d.Type.Version, d.Type.Plural));
        _byType = All.ToDictionary(d => d.Type);
    }

    /// <summary>Every resource, in the order of discovery.</summary>
    public IReadOnlyList<ResourceDefinition> All { get; }

    public ResourceDefinition this[ResourceType type] => _byType[type];

    public ResourceDefinition? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    /// <summary>The resource of a kind, for owner references.</summary>
    public ResourceDefinition? FindKind(string? apiVersion, string? kind) =>
        All.FirstOrDefault(d => d.Type.Kind == kind && d.Type.ApiVersion == apiVersion);

    private static List<ResourceDefinition> Definitions() =>
    [
        new ResourceDefinition<ConfigMap>(ResourceTypes.ConfigMaps, new ResourceStrategy()) { Singular = "configmap", ShortNames = ["cm"] },
        new ResourceDefinition<Endpoints>(ResourceTypes.Endpoints, new UpsertStrategy()) { Singular = "endpoints", ShortNames = ["ep"] },
        new ResourceDefinition<Event>(ResourceTypes.Events, new EventStrategy()) { Singular = "event", ShortNames = ["ev"] },
        new ResourceDefinition<LimitRange>(ResourceTypes.LimitRanges, new UpsertStrategy()) { Singular = "limitrange", ShortNames = ["limits"] },
        new ResourceDefinition<Namespace>(ResourceTypes.Namespaces, new NamespaceStrategy()) { Singular = "namespace", ShortNames = ["ns"] },
        new ResourceDefinition<Node>(ResourceTypes.Nodes, new NodeStrategy()) { Singular = "node", ShortNames = ["no"] },
        new ResourceDefinition<Pod>(ResourceTypes.Pods, new PodStrategy())
        {
            Singular = "pod",
            ShortNames = ["po"],
            Categories = ["all"],
            Subresources = [new("binding", "Binding", "create"), new("log", "Pod", "get")],
        },
        new ResourceDefinition<ResourceQuota>(ResourceTypes.ResourceQuotas, new ResourceQuotaStrategy()) { Singular = "resourcequota", ShortNames = ["quota"] },
        new ResourceDefinition<Secret>(ResourceTypes.Secrets, new SecretStrategy()) { Singular = "secret" },
        new ResourceDefinition<ServiceAccount>(ResourceTypes.ServiceAccounts, new ServiceAccountStrategy()) { Singular = "serviceaccount", ShortNames = ["sa"] },
        new ResourceDefinition<Service>(ResourceTypes.Services, new ServiceStrategy()) { Singular = "service", ShortNames = ["svc"], Categories = ["all"] },
        new ResourceDefinition<Lease>(ResourceTypes.Leases, new UpsertStrategy(unconditional: false)) { Singular = "lease" },
        new ResourceDefinition<EndpointSlice>(ResourceTypes.EndpointSlices, new ResourceStrategy()) { Singular = "endpointslice" },
        new ResourceDefinition<NetworkPolicy>(ResourceTypes.NetworkPolicies, new NetworkPolicyStrategy()) { Singular = "networkpolicy", ShortNames = ["netpol"] },
        new ResourceDefinition<ServiceCIDR>(ResourceTypes.ServiceCIDRs, new ResourceStrategy()) { Singular = "servicecidr" },
    ];
}
