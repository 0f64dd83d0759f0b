using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>How many pods each class has. Immutable; a pod that comes or goes changes one number.</summary>
internal sealed class Census
{
    // Classes that died out stay in the table; past this many of them, for each that lives, it is made anew.
    private const int MostDeadPerLiving = 2;
    private const int AlwaysTolerated = 1024;

    private readonly PersistentMap<PodClass, int> _counts;
    private readonly PersistentMap<string, PodClass[]> _byNamespace;

    private Census(ClassTable table, PersistentMap<PodClass, int> counts, PersistentMap<string, PodClass[]> byNamespace)
    {
        Table = table;
        _counts = counts;
        _byNamespace = byNamespace;
    }

    public ClassTable Table { get; }

    public IEnumerable<PodClass> Classes => _byNamespace.Entries.SelectMany(entry => entry.Value);

    /// <summary>The classes that have a pod, by namespace.</summary>
    public IEnumerable<KeyValuePair<string, PodClass[]>> ByNamespace => _byNamespace.Entries;

    public int ClassCount => _counts.Count;

    public bool IsWorn => Table.Count > (_counts.Count * (1 + MostDeadPerLiving)) + AlwaysTolerated;

    public static Census Take(ClusterState state)
    {
        var table = new ClassTable(new Vocabulary(state.Spaces.Entries.SelectMany(entry => entry.Value.Policies.All)));
        var counts = new Dictionary<PodClass, int>();
        foreach (var pod in state.LivePods)
        {
            if (pod.Kind == SubjectKind.Pod)
            {
                var @class = table.ClassOf(pod);
                counts[@class] = counts.GetValueOrDefault(@class) + 1;
            }
        }

        return new Census(
            table,
            counts.Aggregate(PersistentMap<PodClass, int>.Empty, (map, entry) => map.Set(entry.Key, entry.Value)),
            counts.Keys.GroupBy(@class => @class.Code.Namespace).Aggregate(PersistentMap<string, PodClass[]>.Empty, (map, group) => map.Set(group.Key, [.. group])));
    }

    public PodClass[] ClassesOf(string space) => _byNamespace.Find(space) ?? [];

    public int CountOf(PodClass @class) => _counts.Find(@class);

    /// <summary>With one pod gone, one come, or one become another.</summary>
    public Census Replace(Subject? old, Subject? now)
    {
        var census = this;
        if (old is { Kind: SubjectKind.Pod })
        {
            census = census.Add(Table.ClassOf(old), -1);
        }

        return now is { Kind: SubjectKind.Pod } ? census.Add(Table.ClassOf(now), 1) : census;
    }

    private Census Add(PodClass @class, int change)
    {
        var before = _counts.Find(@class);
        var after = before + change;
        var space = @class.Code.Namespace;
        return new Census(
            Table,
            after == 0 ? _counts.Remove(@class) : _counts.Set(@class, after),
            (before, after) switch
            {
                (0, _) => _byNamespace.Set(space, [.. ClassesOf(space), @class]),
                (_, 0) => _byNamespace.Set(space, [.. ClassesOf(space).Where(other => other != @class)]),
                _ => _byNamespace,
            });
    }
}
