using System.Net;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>The objects of a cluster that isolation follows from.</summary>
public sealed record IsolationObjects
{
    /// <summary>Every namespace, with its labels.</summary>
    public IReadOnlyList<Namespace> Namespaces { get; init; } = [];

    /// <summary>Every pod.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>Every Service.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>Every Ingress.</summary>
    public IReadOnlyList<Ingress> Ingresses { get; init; } = [];

    /// <summary>Every Gateway of the Gateway API.</summary>
    public IReadOnlyList<CustomObject> Gateways { get; init; } = [];

    /// <summary>Every NetworkPolicy.</summary>
    public IReadOnlyList<NetworkPolicy> Policies { get; init; } = [];

    /// <summary>Every node.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>The ServiceCIDR objects; none before Kubernetes 1.33.</summary>
    public IReadOnlyList<ServiceCIDR> ServiceRanges { get; init; } = [];

    /// <summary>What is behind the Service <c>default/kubernetes</c>; empty when that is not known.</summary>
    public IReadOnlyList<IPEndPoint> ApiServer { get; init; } = [];

    /// <summary>Objects that override policies. Default: looked for, and none.</summary>
    public OverridingObjects Overriding { get; init; } = OverridingObjects.None;
}
