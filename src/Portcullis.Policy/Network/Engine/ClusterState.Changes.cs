using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <content>What becomes of the state when an object is added, changed or removed.</content>
internal sealed partial record ClusterState
{
    public ClusterState With(Pod pod)
    {
        List<FieldError> errors = [];
        var name = ObjectNames.Of(pod);
        var subject = PodReader.IsFinished(pod) ? null : PodReader.Read(pod, name, errors);
        var rest = WithoutPod(name).Report("Pod", name, errors);
        return errors.Count > 0 ? rest : rest with
        {
            AllPods = rest.AllPods.Set(name, subject),
            Hosts = subject is { Kind: SubjectKind.Host } ? rest.Hosts.Set(name, subject) : rest.Hosts,
            PodAddresses = subject is null ? rest.PodAddresses : rest.PodAddresses.With(subject.Addresses, name),
        };
    }

    public ClusterState WithoutPod(NamespacedName name)
    {
        var rest = Report("Pod", name, []);
        return !rest.AllPods.TryGetValue(name, out var old) ? rest : rest with
        {
            AllPods = rest.AllPods.Remove(name),
            Hosts = rest.Hosts.Remove(name),
            PodAddresses = old is null ? rest.PodAddresses : rest.PodAddresses.Without(old.Addresses, name),
        };
    }

    public ClusterState With(Namespace space)
    {
        List<FieldError> errors = [];
        var name = new NamespacedName("", space.Metadata.Name ?? "");
        ObjectNames.Check(name, errors);
        var rest = Report("Namespace", name, errors);
        return errors.Count > 0 ? rest : rest.Set(rest.Space(name.Name) with { Labels = LabelSet.Of(space.Metadata.Labels), IsDeclared = true });
    }

    public ClusterState WithoutNamespace(string name) =>
        Report("Namespace", new NamespacedName("", name), []).Set(NamespaceEntry.Implied(name) with { Policies = Space(name).Policies });

    public ClusterState With(NetworkPolicy policy)
    {
        List<FieldError> errors = [];
        var name = ObjectNames.Of(policy);
        var complete = PolicyReader.Read(policy, name, errors);
        if (errors.Count > 0)
        {
            return WithoutPolicy(name).Report("NetworkPolicy", name, errors);
        }

        var rest = Report("NetworkPolicy", name, errors);
        var space = rest.Space(name.Namespace);
        return rest.Set(space with { Policies = space.Policies.With(CompiledPolicy.Of(complete, name)) });
    }

    public ClusterState WithoutPolicy(NamespacedName name)
    {
        var rest = Report("NetworkPolicy", name, []);
        var space = rest.Space(name.Namespace);
        return rest.Set(space with { Policies = space.Policies.Without(name.Name) });
    }

    /// <summary>The same as if a namespace had no policies.</summary>
    public ClusterState WithoutPoliciesOf(string space) => Set(Space(space) with { Policies = NamespacePolicies.None });

    public ClusterState With(Service service)
    {
        List<FieldError> errors = [];
        var name = ObjectNames.Of(service);
        var facts = ServiceFacts.Read(service, name, errors);
        var rest = WithoutService(name).Report("Service", name, errors);
        return errors.Count > 0 ? rest : rest with { Services = rest.Services.Set(name, facts), ServiceAddresses = rest.ServiceAddresses.With(facts.Addresses, name), ServiceEntries = rest.ServiceEntries.With(EntriesOf(facts), name) };
    }

    public ClusterState WithoutService(NamespacedName name)
    {
        var rest = Report("Service", name, []);
        return rest.Services.Find(name) is not { } old ? rest : rest with { Services = rest.Services.Remove(name), ServiceAddresses = rest.ServiceAddresses.Without(old.Addresses, name), ServiceEntries = rest.ServiceEntries.Without(EntriesOf(old), name) };
    }

    private static IReadOnlyList<IpValue> EntriesOf(ServiceFacts service) => [.. service.Entries.Select(entry => entry.Address).Distinct()];

    public ClusterState With(Node node)
    {
        List<FieldError> errors = [];
        var facts = NodeFacts.Read(node, errors);
        var name = new NamespacedName("", facts.Name);
        var rest = WithoutNode(facts.Name).Report("Node", name, errors);
        return errors.Count > 0 ? rest : rest with { Nodes = rest.Nodes.Set(facts.Name, facts), NodeAddresses = rest.NodeAddresses.With(facts.Addresses, name) };
    }

    public ClusterState WithoutNode(string node)
    {
        var name = new NamespacedName("", node);
        var rest = Report("Node", name, []);
        return rest.Nodes.Find(node) is not { } old ? rest : rest with { Nodes = rest.Nodes.Remove(node), NodeAddresses = rest.NodeAddresses.Without(old.Addresses, name) };
    }

    /// <summary>A second object of one kind and name, which a cluster cannot have.</summary>
    public ClusterState WithDuplicate(string kind, NamespacedName name) => Report(kind, name, [FieldError.Duplicate("metadata.name", name.Name)]);

    private ClusterState Set(NamespaceEntry space) => this with
    {
        Spaces = space.IsDeclared || space.Policies.All.Length > 0 ? Spaces.Set(space.Name, space) : Spaces.Remove(space.Name),
    };
}
