using Portcullis.Model.Resources;

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
        ResourceDefinition.Of(ResourceTypes.ConfigMaps, new ResourceStrategy(), "configmap", "cm"),
        ResourceDefinition.Of(ResourceTypes.Endpoints, new UpsertStrategy(deprecation: "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"), "endpoints", "ep"),
        ResourceDefinition.Of(ResourceTypes.Events, new EventStrategy(), "event", "ev"),
        ResourceDefinition.Of(ResourceTypes.LimitRanges, new UpsertStrategy(), "limitrange", "limits"),
        ResourceDefinition.Of(ResourceTypes.Namespaces, new NamespaceStrategy(), "namespace", "ns").With(new Subresource("finalize", "Namespace", "update")),
        ResourceDefinition.Of(ResourceTypes.Nodes, new NodeStrategy(), "node", "no"),
        ResourceDefinition.Of(ResourceTypes.Pods, new PodStrategy(), "pod", "po").In("all")
            .With(new Subresource("binding", "Binding", "create"), new Subresource("log", "Pod", "get")),
        ResourceDefinition.Of(ResourceTypes.ResourceQuotas, new ResourceQuotaStrategy(), "resourcequota", "quota"),
        ResourceDefinition.Of(ResourceTypes.Secrets, new SecretStrategy(), "secret"),
        ResourceDefinition.Of(ResourceTypes.ServiceAccounts, new ServiceAccountStrategy(), "serviceaccount", "sa"),
        ResourceDefinition.Of(ResourceTypes.Services, new ServiceStrategy(), "service", "svc").In("all"),
        ResourceDefinition.Of(ResourceTypes.Leases, new UpsertStrategy(unconditional: false), "lease"),
        ResourceDefinition.Of(ResourceTypes.EndpointSlices, new EndpointSliceStrategy(), "endpointslice"),
        ResourceDefinition.Of(ResourceTypes.Ingresses, new IngressStrategy(), "ingress", "ing"),
        ResourceDefinition.Of(ResourceTypes.NetworkPolicies, new NetworkPolicyStrategy(), "networkpolicy", "netpol"),
        ResourceDefinition.Of(ResourceTypes.ServiceCIDRs, new ResourceStrategy(), "servicecidr"),
    ];
}
