using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <content>A state from the objects of a cluster.</content>
internal sealed partial record ClusterState
{
    public static ClusterState Read(ClusterObjects objects)
    {
        var state = Empty;
        List<(string, NamespacedName)> duplicates = [];
        Each("Namespace", objects.Namespaces, space => state = state.With(space));
        Each("Pod", objects.Pods, pod => state = state.With(pod));
        Each("NetworkPolicy", objects.Policies, policy => state = state.With(policy));
        Each("Service", objects.Services, service => state = state.With(service));
        Each("Node", objects.Nodes, node => state = state.With(node));
        return duplicates.Aggregate(state, (current, duplicate) => current.WithDuplicate(duplicate.Item1, duplicate.Item2));

        void Each<T>(string kind, IReadOnlyList<T> list, Action<T> add)
            where T : KubernetesObject
        {
            var seen = new HashSet<NamespacedName>();
            foreach (var obj in list)
            {
                var name = kind is "Namespace" or "Node" ? new NamespacedName("", obj.Metadata.Name ?? "") : ObjectNames.Of(obj);
                if (seen.Add(name))
                {
                    add(obj);
                }
                else
                {
                    duplicates.Add((kind, name));
                }
            }
        }
    }
}
