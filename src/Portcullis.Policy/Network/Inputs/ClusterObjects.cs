using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>The objects that a cluster's reachability follows from, as they are on the wire.</summary>
/// <remarks>
/// An object without a namespace is in <c>default</c>. Namespaces are taken with the labels that they have: whether
/// <c>kubernetes.io/metadata.name</c> is among them makes a difference. A namespace that is only referred to is taken
/// to exist with that one label, as the API server has given it since 1.21.
/// </remarks>
public sealed record ClusterObjects
{
    /// <summary>Namespaces.</summary>
    public IReadOnlyList<Namespace> Namespaces { get; init; } = [];

    /// <summary>Pods. Finished ones do not count.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>Services: a question about a service's cluster address is answered for the pods behind it.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>Network policies. Defaults are applied to them.</summary>
    public IReadOnlyList<NetworkPolicy> Policies { get; init; } = [];

    /// <summary>Nodes: their addresses are no pod's and no policy's subject.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];
}
