using Portcullis.Model.Json;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Resources;

/// <summary>Every resource that Portcullis speaks of.</summary>
public static class ResourceTypes
{
    /// <summary>Pods.</summary>
    public static ResourceType<Pod> Pods { get; } = new("", "v1", "pods", "Pod", true, ModelJson.Default.Pod, ModelJson.Default.KubernetesListPod);

    /// <summary>Services.</summary>
    public static ResourceType<Service> Services { get; } = new("", "v1", "services", "Service", true, ModelJson.Default.Service, ModelJson.Default.KubernetesListService);

    /// <summary>Nodes.</summary>
    public static ResourceType<Node> Nodes { get; } = new("", "v1", "nodes", "Node", false, ModelJson.Default.Node, ModelJson.Default.KubernetesListNode);

    /// <summary>Namespaces.</summary>
    public static ResourceType<Namespace> Namespaces { get; } = new("", "v1", "namespaces", "Namespace", false, ModelJson.Default.Namespace, ModelJson.Default.KubernetesListNamespace);

    /// <summary>Config maps.</summary>
    public static ResourceType<ConfigMap> ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap", true, ModelJson.Default.ConfigMap, ModelJson.Default.KubernetesListConfigMap);

    /// <summary>Secrets.</summary>
    public static ResourceType<Secret> Secrets { get; } = new("", "v1", "secrets", "Secret", true, ModelJson.Default.Secret, ModelJson.Default.KubernetesListSecret);

    /// <summary>Service accounts.</summary>
    public static ResourceType<ServiceAccount> ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount", true, ModelJson.Default.ServiceAccount, ModelJson.Default.KubernetesListServiceAccount);

    /// <summary>Events of the core group.</summary>
    public static ResourceType<Event> Events { get; } = new("", "v1", "events", "Event", true, ModelJson.Default.Event, ModelJson.Default.KubernetesListEvent);

    /// <summary>Endpoints, the older form.</summary>
    public static ResourceType<Endpoints> Endpoints { get; } = new("", "v1", "endpoints", "Endpoints", true, ModelJson.Default.Endpoints, ModelJson.Default.KubernetesListEndpoints);

    /// <summary>Resource quotas.</summary>
    public static ResourceType<ResourceQuota> ResourceQuotas { get; } = new("", "v1", "resourcequotas", "ResourceQuota", true, ModelJson.Default.ResourceQuota, ModelJson.Default.KubernetesListResourceQuota);

    /// <summary>Limit ranges.</summary>
    public static ResourceType<LimitRange> LimitRanges { get; } = new("", "v1", "limitranges", "LimitRange", true, ModelJson.Default.LimitRange, ModelJson.Default.KubernetesListLimitRange);

    /// <summary>Endpoint slices (Kubernetes 1.21 and later).</summary>
    public static ResourceType<EndpointSlice> EndpointSlices { get; } = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true, ModelJson.Default.EndpointSlice, ModelJson.Default.KubernetesListEndpointSlice);

    /// <summary>Network policies.</summary>
    public static ResourceType<NetworkPolicy> NetworkPolicies { get; } = new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, ModelJson.Default.NetworkPolicy, ModelJson.Default.KubernetesListNetworkPolicy);

    /// <summary>Ranges of service addresses (Kubernetes 1.33 and later).</summary>
    public static ResourceType<ServiceCIDR> ServiceCIDRs { get; } = new("networking.k8s.io", "v1", "servicecidrs", "ServiceCIDR", false, ModelJson.Default.ServiceCIDR, ModelJson.Default.KubernetesListServiceCIDR);

    /// <summary>Ingresses (in this version since Kubernetes 1.19).</summary>
    public static ResourceType<Ingress> Ingresses { get; } = new("networking.k8s.io", "v1", "ingresses", "Ingress", true, ModelJson.Default.Ingress, ModelJson.Default.KubernetesListIngress);

    /// <summary>Kinds that were added to the API.</summary>
    public static ResourceType<CustomResourceDefinition> CustomResourceDefinitions { get; } = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, ModelJson.Default.CustomResourceDefinition, ModelJson.Default.KubernetesListCustomResourceDefinition);

    /// <summary>Leases.</summary>
    public static ResourceType<Lease> Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", true, ModelJson.Default.Lease, ModelJson.Default.KubernetesListLease);
}
