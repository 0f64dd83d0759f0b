using System.Collections.Immutable;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A cluster in maps that share what a change leaves alone. Immutable.</summary>
/// <remarks>An invalid object is kept as a problem and nowhere else; while there is one, nothing is answered.</remarks>
internal sealed partial record ClusterState : IClusterView
{
    public static ClusterState Empty { get; } = new();

    /// <summary>By name; null stands for a pod that has finished.</summary>
    public PersistentMap<NamespacedName, Subject?> AllPods { get; private init; } = PersistentMap<NamespacedName, Subject?>.Empty;

    /// <summary>Those that are declared or have policies; others are implied.</summary>
    public PersistentMap<string, NamespaceEntry> Spaces { get; private init; } = PersistentMap<string, NamespaceEntry>.Empty;

    /// <summary>Live pods on their node's network, by name.</summary>
    public PersistentMap<NamespacedName, Subject> Hosts { get; private init; } = PersistentMap<NamespacedName, Subject>.Empty;

    private AddressBook PodAddresses { get; init; } = AddressBook.Empty;

    private PersistentMap<NamespacedName, ServiceFacts> Services { get; init; } = PersistentMap<NamespacedName, ServiceFacts>.Empty;

    private AddressBook ServiceAddresses { get; init; } = AddressBook.Empty;

    private AddressBook ServiceEntries { get; init; } = AddressBook.Empty;

    private PersistentMap<string, NodeFacts> Nodes { get; init; } = PersistentMap<string, NodeFacts>.Empty;

    private AddressBook NodeAddresses { get; init; } = AddressBook.Empty;

    private ImmutableDictionary<(string Kind, NamespacedName Name), ObjectProblem> Invalid { get; init; } = ImmutableDictionary<(string, NamespacedName), ObjectProblem>.Empty;

    public bool IsAnswerable => Invalid.IsEmpty;

    public IReadOnlyList<ObjectProblem> Problems =>
        [.. Invalid.Values.OrderBy(problem => problem.Kind, StringComparer.Ordinal).ThenBy(problem => problem.Name, NameOrder.Instance)];

    public IEnumerable<Subject> LivePods => AllPods.Entries.Select(entry => entry.Value).OfType<Subject>();

    public IEnumerable<Subject> Pods => AllPods.Entries.Where(entry => entry.Value is not null).OrderBy(entry => entry.Key, NameOrder.Instance).Select(entry => entry.Value!);

    public Subject? FindPod(NamespacedName name) => AllPods.Find(name);

    public bool IsFinished(NamespacedName name) => AllPods.TryGetValue(name, out var pod) && pod is null;

    public IEnumerable<Subject> PodsAt(IpValue address) => PodAddresses.At(address).Select(FindPod).OfType<Subject>();

    public NodeFacts? NodeAt(IpValue address) => NodeAddresses.At(address) is [var first, ..] ? Nodes.Find(first.Name) : null;

    public ServiceFacts? ServiceAt(IpValue address) => ServiceAddresses.At(address) is [var first, ..] ? Services.Find(first) : null;

    public IEnumerable<ServiceFacts> ServicesBehind(IpValue address) => ServiceEntries.At(address).Select(Services.Find).OfType<ServiceFacts>();

    public IReadOnlyDictionary<string, string> NamespaceLabels(string name) => Space(name).Labels;

    public IReadOnlyList<Model.Wire.Networking.NetworkPolicy> PoliciesOf(string name) => Array.ConvertAll(Space(name).Policies.All, policy => policy.Source);

    public NamespaceEntry Space(string name) => Spaces.Find(name) ?? NamespaceEntry.Implied(name);

    public Side SideOf(Subject subject) => new(subject, subject.Kind == SubjectKind.Pod ? Space(subject.Namespace) : NamespaceEntry.Outside);

    /// <summary>Adds or replaces the problem of an object, or clears it when there are no errors.</summary>
    private ClusterState Report(string kind, NamespacedName name, List<FieldError> errors) => errors.Count > 0
        ? this with { Invalid = Invalid.SetItem((kind, name), new ObjectProblem(kind, name, errors)) }
        : Invalid.IsEmpty ? this : this with { Invalid = Invalid.Remove((kind, name)) };
}
