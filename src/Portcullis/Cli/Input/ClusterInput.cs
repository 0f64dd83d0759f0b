using System.Net;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Cli.Input;

/// <summary>What a question about network policies is asked of: the objects, and what must be said about how they were taken.</summary>
internal sealed record ClusterInput
{
    /// <summary>Where the objects come from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>Whether that is a living cluster.</summary>
    public bool IsLive { get; init; }

    /// <summary>Every namespace that anything lives in.</summary>
    public required IReadOnlyList<Namespace> Namespaces { get; init; }

    /// <summary>The names of those that are not given: their labels are guessed.</summary>
    public IReadOnlyList<string> AssumedNamespaces { get; init; } = [];

    /// <summary>The pods, and one for each workload that stands for its pods.</summary>
    public required IReadOnlyList<Pod> Pods { get; init; }

    /// <summary>The pods among them that stand for all pods of a workload.</summary>
    public IReadOnlySet<NamespacedName> Templates { get; init; } = new HashSet<NamespacedName>();

    /// <summary>The services.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>The Ingresses, which lead into the cluster.</summary>
    public IReadOnlyList<Ingress> Ingresses { get; init; } = [];

    /// <summary>The Gateways of the Gateway API, which do so, too.</summary>
    public IReadOnlyList<CustomObject> Gateways { get; init; } = [];

    /// <summary>The network policies, as written.</summary>
    public required IReadOnlyList<NetworkPolicy> Policies { get; init; }

    /// <summary>The nodes, whose addresses belong to no pod.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>The ranges of Services, where the cluster has objects for them.</summary>
    public IReadOnlyList<ServiceCIDR> ServiceRanges { get; init; } = [];

    /// <summary>What is behind the Service <c>default/kubernetes</c>, where the API server is; empty when that is not known.</summary>
    public IReadOnlyList<IPEndPoint> ApiServer { get; init; } = [];

    /// <summary>Objects of kinds that can undo network policies, or that nobody knows, wherever they are.</summary>
    public IReadOnlyList<OverridingObject> Overriding { get; init; } = [];

    /// <summary>What else was not looked at and could matter to a verdict, in sentences.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    /// <summary>What must be said beside an answer that does not count any of that: it may not hold.</summary>
    public IEnumerable<string> Warnings => [.. PassedOver.Warnings(Overriding.Where(found => found.CanUndo(Policies))), .. Unseen.Select(sentence => $"warning: {sentence}")];

    /// <summary>Lines for standard error: what was passed over or taken for granted.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where each object was found, by kind and name; empty for a cluster.</summary>
    public required IReadOnlyDictionary<(string Kind, NamespacedName Name), Origin> Origins { get; init; }

    /// <summary>Fields of policies that the API does not have: the API server drops them.</summary>
    public IReadOnlyList<UnknownField> UnknownFields { get; init; } = [];

    /// <summary>Objects that are left out of the others, because a field has another type than the API's.</summary>
    public IReadOnlyList<MalformedObject> Malformed { get; init; } = [];

    /// <summary>Where an object was found, to begin a message with; empty for a cluster.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="name">Its name.</param>
    public string Prefix(string kind, NamespacedName name) => Origins.TryGetValue((kind, name), out var origin) ? $"{origin}: " : "";
}

/// <summary>A field that the API does not have.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Path">The field.</param>
internal sealed record UnknownField(NamespacedName Policy, string Path);
