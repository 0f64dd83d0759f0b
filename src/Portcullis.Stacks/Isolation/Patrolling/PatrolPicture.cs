using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>The cluster, as far as it tells where patrols go and what they try.</summary>
internal sealed record PatrolPicture
{
    public required StackSettings Stacks { get; init; }

    public required IsolationSettings Settings { get; init; }

    public required IReadOnlyList<Node> Nodes { get; init; }

    public required IEnumerable<Service> Services { get; init; }

    /// <summary>The Pods of the stack namespace.</summary>
    public required IEnumerable<Pod> StackPods { get; init; }

    /// <summary>The Pods of every other namespace.</summary>
    public required IEnumerable<Pod> OtherPods { get; init; }

    /// <summary>What is behind the Service <c>default/kubernetes</c>; empty when that is not known.</summary>
    public IReadOnlyList<IPEndPoint> ApiServer { get; init; } = [];

    /// <summary>The nodes that new stacks may come to, by name: where patrols are sent.</summary>
    public IReadOnlyList<Node> Posts => [.. Nodes.Where(node => PodFamilies.IsForStacks(node, Stacks) && IsReady(node) && node.Spec?.Unschedulable != true).OrderBy(node => node.Metadata.Name, StringComparer.Ordinal)];

    /// <summary>The families that pods of a node have, as far as the node or the settings tell.</summary>
    public IReadOnlyList<AddressFamily> Families(Node node) => PodFamilies.Of([node], Stacks, Settings).Any;

    private static bool IsReady(Node node) => node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;
}
