using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Sets;

/// <summary>Finds the classes that a selection means, and its pods when names are wanted.</summary>
internal static class PodSets
{
    /// <summary>By classes alone where the selection asks for nothing but namespaces.</summary>
    public static List<ClassGroup> Classes(PodSelection? selection, ClusterState state, Census census)
    {
        if (selection is null)
        {
            return [];
        }

        return selection is { Labels: null, Names: null, Except.Count: 0 }
            ? [.. ClassesOf(selection, census).Select(@class => new ClassGroup(@class, ClassGroup.Whole, null))]
            : Named(selection, state, census);
    }

    /// <summary>With the first two members of each class, in the order of the first.</summary>
    public static List<ClassGroup> Named(PodSelection? selection, ClusterState state, Census census)
    {
        var groups = new Dictionary<PodClass, (int Count, Subject First, Subject? Second)>();
        foreach (var pod in Pods(selection, state))
        {
            if (pod.Kind == SubjectKind.Pod)
            {
                var @class = census.Table.ClassOf(pod);
                groups[@class] = groups.TryGetValue(@class, out var group) ? Join(group, pod) : (1, pod, null);
            }
        }

        return
        [
            .. groups.Select(entry => new ClassGroup(entry.Key, entry.Value.Count, entry.Value.Second is { } second ? [entry.Value.First, second] : [entry.Value.First]))
                .OrderBy(group => NameOf(group.Members![0]), NameOrder.Instance),
        ];
    }

    /// <summary>The pods on their node's network that a selection means, by name.</summary>
    public static IEnumerable<NetworkEndpoint> Hosts(PodSelection? selection, ClusterState state) =>
        selection is null ? [] : Matching(selection, selection.Names is { } names ? Find(names, state) : state.Hosts.Entries.Select(entry => entry.Value))
            .Where(pod => pod.Kind == SubjectKind.Host).OrderBy(NameOf, NameOrder.Instance).Select(pod => pod.Endpoint);

    public static NamespacedName NameOf(Subject pod) => ((NetworkEndpoint.OfPod)pod.Endpoint).Name;

    private static IEnumerable<PodClass> ClassesOf(PodSelection selection, Census census) => selection.Namespaces is { } spaces
        ? spaces.Distinct().Where(selection.HasNamespace).SelectMany(census.ClassesOf)
        : census.ByNamespace.Where(entry => selection.HasNamespace(entry.Key)).SelectMany(entry => entry.Value);

    private static IEnumerable<Subject> Pods(PodSelection? selection, ClusterState state) =>
        selection is null ? [] : Matching(selection, selection.Names is { } names ? Find(names, state) : state.LivePods);

    private static IEnumerable<Subject> Find(IEnumerable<NamespacedName> names, ClusterState state) => names.Distinct().Select(state.FindPod).OfType<Subject>();

    private static IEnumerable<Subject> Matching(PodSelection selection, IEnumerable<Subject> pods)
    {
        var means = Matcher(selection);
        return pods.Where(means.Invoke);
    }

    private static Predicate<Subject> Matcher(PodSelection selection)
    {
        var labels = selection.Labels is null ? LabelSelectorMatcher.Everything : LabelSelectorMatcher.Compile(selection.Labels);
        Predicate<Subject>[] except = [.. selection.Except.Select(Named)];
        return pod => selection.HasNamespace(pod.Namespace) && labels.Matches(pod.Labels) && !Array.Exists(except, excepted => excepted(pod));

        static Predicate<Subject> Named(PodSelection selection)
        {
            var means = Matcher(selection);
            return pod => selection.Names?.Contains(NameOf(pod)) != false && means(pod);
        }
    }

    private static (int, Subject, Subject?) Join((int Count, Subject First, Subject? Second) group, Subject pod)
    {
        if (NameOrder.Instance.Compare(NameOf(pod), NameOf(group.First)) < 0)
        {
            return (group.Count + 1, pod, group.First);
        }

        var isSecond = group.Second is null || NameOrder.Instance.Compare(NameOf(pod), NameOf(group.Second)) < 0;
        return (group.Count + 1, group.First, isSecond ? pod : group.Second);
    }
}
