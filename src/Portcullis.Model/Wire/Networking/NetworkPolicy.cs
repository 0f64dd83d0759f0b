using Portcullis.Model.Json;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Wire.Networking;

/// <summary>A network policy. <see href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/"/></summary>
public sealed record NetworkPolicy : KubernetesObject
{
    public NetworkPolicySpec? Spec { get; init; }
}

/// <summary>Which pods it isolates, and what it allows them. Absent and empty lists differ only with <c>policyTypes</c>.</summary>
public sealed record NetworkPolicySpec : WireObject
{
    public LabelSelector? PodSelector { get; init; }
    public IReadOnlyList<NetworkPolicyIngressRule>? Ingress { get; init; }
    public IReadOnlyList<NetworkPolicyEgressRule>? Egress { get; init; }
    public IReadOnlyList<string>? PolicyTypes { get; init; }
}

/// <summary>Traffic that may come in.</summary>
public sealed record NetworkPolicyIngressRule : WireObject
{
    public IReadOnlyList<NetworkPolicyPort>? Ports { get; init; }
    public IReadOnlyList<NetworkPolicyPeer>? From { get; init; }
}

/// <summary>Traffic that may go out.</summary>
public sealed record NetworkPolicyEgressRule : WireObject
{
    public IReadOnlyList<NetworkPolicyPort>? Ports { get; init; }
    public IReadOnlyList<NetworkPolicyPeer>? To { get; init; }
}

/// <summary>A port, a range of ports, or a named port of the destination pod.</summary>
public sealed record NetworkPolicyPort
{
    public string? Protocol { get; init; }
    public IntOrString? Port { get; init; }
    public int? EndPort { get; init; }
}

/// <summary>A peer: selectors or an address block, not both.</summary>
public sealed record NetworkPolicyPeer
{
    public LabelSelector? PodSelector { get; init; }
    public LabelSelector? NamespaceSelector { get; init; }
    public IPBlock? IpBlock { get; init; }
}

/// <summary>An address block less its exceptions.</summary>
public sealed record IPBlock : WireObject
{
    public string? Cidr { get; init; }
    public IReadOnlyList<string>? Except { get; init; }
}

/// <summary>A range of service addresses (Kubernetes 1.33 and later).</summary>
public sealed record ServiceCIDR : KubernetesObject
{
    public ServiceCIDRSpec? Spec { get; init; }
}

/// <summary>The ranges, at most one a family.</summary>
public sealed record ServiceCIDRSpec : WireObject
{
    public IReadOnlyList<string>? Cidrs { get; init; }
}
