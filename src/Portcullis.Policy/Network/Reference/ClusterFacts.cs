using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Reference;

/// <summary>A cluster read once from its objects into plain dictionaries.</summary>
internal sealed class ClusterFacts : IClusterView
{
    private readonly SortedDictionary<NamespacedName, Subject> _pods = new(NameOrder.Instance);
    private readonly HashSet<NamespacedName> _finished = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _namespaces = [];
    private readonly SortedDictionary<NamespacedName, NetworkPolicy> _policies = new(NameOrder.Instance);
    private readonly SortedDictionary<NamespacedName, ServiceFacts> _services = new(NameOrder.Instance);
    private readonly SortedDictionary<NamespacedName, NodeFacts> _nodes = new(NameOrder.Instance);
    private readonly Dictionary<string, List<NetworkPolicy>> _policiesOf = [];
    private readonly List<ObjectProblem> _problems = [];

    public ClusterFacts(ClusterObjects objects)
    {
        Each("Namespace", objects.Namespaces, space => new NamespacedName("", space.Metadata.Name ?? ""), (space, name, errors) =>
        {
            ObjectNames.Check(name, errors);
            return Add(_namespaces, name.Name, space.Metadata.Labels ?? new Dictionary<string, string>());
        });
        Each("Pod", objects.Pods, ObjectNames.Of, (pod, name, errors) => PodReader.IsFinished(pod)
            ? !_pods.ContainsKey(name) && _finished.Add(name)
            : !_finished.Contains(name) && Add(_pods, name, PodReader.Read(pod, name, errors)));
        Each("NetworkPolicy", objects.Policies, ObjectNames.Of, (policy, name, errors) => Add(_policies, name, PolicyReader.Read(policy, name, errors)));
        Each("Service", objects.Services, ObjectNames.Of, (service, name, errors) => Add(_services, name, ServiceFacts.Read(service, name, errors)));
        Each("Node", objects.Nodes, node => new NamespacedName("", node.Metadata.Name ?? ""), (node, name, errors) => Add(_nodes, name, NodeFacts.Read(node, errors)));
        foreach (var group in _policies.GroupBy(entry => entry.Key.Namespace, entry => entry.Value))
        {
            _policiesOf[group.Key] = [.. group];
        }
    }

    public IReadOnlyList<ObjectProblem> Problems => _problems;

    public IEnumerable<Subject> Pods => _pods.Values;

    public Subject? FindPod(NamespacedName name) => _pods.GetValueOrDefault(name);

    public bool IsFinished(NamespacedName name) => _finished.Contains(name);

    public IEnumerable<Subject> PodsAt(IpValue address) => _pods.Values.Where(pod => pod.Addresses.Contains(address));

    public NodeFacts? NodeAt(IpValue address) => _nodes.Values.FirstOrDefault(node => node.Addresses.Contains(address));

    public ServiceFacts? ServiceAt(IpValue address) => _services.Values.FirstOrDefault(service => service.Addresses.Contains(address));

    public IEnumerable<ServiceFacts> ServicesBehind(IpValue address) => _services.Values.Where(service => service.Entries.Any(entry => entry.Address == address));

    public IReadOnlyDictionary<string, string> NamespaceLabels(string name) =>
        _namespaces.TryGetValue(name, out var labels) ? labels : new Dictionary<string, string> { [ObjectNames.NamespaceNameLabel] = name };

    public IReadOnlyList<NetworkPolicy> PoliciesOf(string name) => _policiesOf.GetValueOrDefault(name) ?? [];

    private void Each<T>(string kind, IReadOnlyList<T> objects, Func<T, NamespacedName> nameOf, Func<T, NamespacedName, List<FieldError>, bool> add)
        where T : KubernetesObject
    {
        foreach (var obj in objects)
        {
            List<FieldError> errors = [];
            var name = nameOf(obj);
            if (!add(obj, name, errors))
            {
                errors.Add(FieldError.Duplicate("metadata.name", name.Name));
            }

            if (errors.Count > 0)
            {
                _problems.Add(new ObjectProblem(kind, name, errors));
            }
        }
    }

    private static bool Add<TKey, TValue>(IDictionary<TKey, TValue> map, TKey key, TValue value)
    {
        if (map.ContainsKey(key))
        {
            return false;
        }

        map.Add(key, value);
        return true;
    }
}
