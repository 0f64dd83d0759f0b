using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Which pods are stacks, and what is known of them for being so.</summary>
internal sealed record StackScope
{
    /// <summary>The namespaces that stacks are in.</summary>
    public required IReadOnlyCollection<string> Namespaces { get; init; }

    /// <summary>The stacks.</summary>
    public required PodSelection Pods { get; init; }

    /// <summary>All other pods.</summary>
    public required PodSelection Others { get; init; }

    /// <summary>The stacks that are to reach nothing.</summary>
    public required PodSelection None { get; init; }

    /// <summary>Whether a pod is a stack.</summary>
    public required Func<Pod, bool> Holds { get; init; }

    /// <summary>Whose they are, where they are not this service's own.</summary>
    public Sandboxes? Sandboxes { get; init; }

    /// <summary>What belongs together, by pod; a pod that is not in it is alone.</summary>
    public IReadOnlyDictionary<NamespacedName, string> Groups { get; init; } = new Dictionary<NamespacedName, string>();

    /// <summary>How hosts that are no pods get to sandboxes; those of this service's own stacks are NodePorts, and known.</summary>
    public IReadOnlyList<Entrance> Entrances { get; init; } = [];

    /// <summary>Those of this service: every pod of its namespace.</summary>
    public static StackScope OfNamespace(string name)
    {
        PodSelection pods = new() { Namespaces = [name] };
        return new()
        {
            Namespaces = [name],
            Pods = pods,
            Others = new() { ExceptNamespaces = [name] },
            None = pods with { Except = [new() { Labels = new() { MatchLabels = new Dictionary<string, string> { [StackKeys.Egress] = "internet" } } }] },
            Holds = pod => pod.Metadata.Namespace == name,
        };
    }

    /// <summary>Somebody else's.</summary>
    /// <param name="sandboxes">Which pods they are.</param>
    /// <param name="pods">The pods, those still to be made among them.</param>
    /// <param name="spaces">Their namespaces, and those of sandboxes on the network of their node.</param>
    /// <param name="services">Every Service.</param>
    public static StackScope Of(Sandboxes sandboxes, IReadOnlyCollection<SandboxPod> pods, IEnumerable<string> spaces, IReadOnlyCollection<Service> services)
    {
        var names = pods.Select(pod => pod.Name).ToHashSet();
        PodSelection selection = new() { Names = names };
        return new()
        {
            Namespaces = [.. spaces.Distinct().Order(StringComparer.Ordinal)],
            Pods = selection,
            Others = new() { Except = [selection] },
            None = sandboxes.Egress == SandboxEgress.None ? selection : new() { Names = [] },
            Holds = sandboxes.Hold,
            Sandboxes = sandboxes,
            Groups = pods.ToDictionary(pod => pod.Name, pod => pod.Group),
            GroupsOfSeveral = [.. pods.GroupBy(pod => pod.Group, pod => pod.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => new PodSelection { Names = group.ToHashSet() })],
            Entrances = Entrance.Of(services, [.. pods.Select(pod => pod.Pod)]),
        };
    }

    /// <summary>The groups that more than one belong to.</summary>
    public IReadOnlyList<PodSelection> GroupsOfSeveral { get; private init; } = [];

    /// <summary>Whether it does not matter that one reaches the other.</summary>
    public bool AreTogether(NetworkEndpoint one, NetworkEndpoint other) =>
        one == other || (GroupOf(one) is { } group && group == GroupOf(other));

    /// <summary>All that belongs together with a stack.</summary>
    public PodSelection With(NetworkEndpoint stack) => GroupOf(stack) is { } group
        ? new() { Names = Groups.Where(entry => entry.Value == group).Select(entry => entry.Key).ToHashSet() }
        : new() { Names = [((NetworkEndpoint.OfPod)stack).Name] };

    private string? GroupOf(NetworkEndpoint endpoint) => endpoint is NetworkEndpoint.OfPod { Name: var name } ? Groups.GetValueOrDefault(name) : null;
}

/// <summary>A sandbox at an address, or one that is still to be made.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Group">Equal for those that belong together.</param>
internal sealed record SandboxPod(Pod Pod, string Group)
{
    public NamespacedName Name => NamespacedName.Of(Pod.Metadata);
}
