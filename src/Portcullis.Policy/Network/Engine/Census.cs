namespace Portcullis.Policy.Network;

/// <summary>How many pods each class has. Immutable; a pod that comes or goes changes one number.</summary>
internal sealed class Census
{
    // Classes that died out stay in the table; past this many of them, for each that lives, it is made anew.
    private const int MostDeadPerLiving = 2;
    private const int AlwaysTolerated = 1024;

    private readonly PersistentMap<PodClass, int> _counts;

    private Census(ClassTable table, PersistentMap<PodClass, int> counts)
    {
        Table = table;
        _counts = counts;
    }

    public ClassTable Table { get; }

    public IEnumerable<PodClass> Classes => _counts.Entries.Select(entry => entry.Key);

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

        return new Census(table, counts.Aggregate(PersistentMap<PodClass, int>.Empty, (map, entry) => map.Set(entry.Key, entry.Value)));
    }

    public int CountOf(PodClass @class) => _counts.Find(@class);

    /// <summary>With one pod gone, one come, or one become another.</summary>
    public Census Replace(Subject? old, Subject? now)
    {
        var counts = _counts;
        if (old is { Kind: SubjectKind.Pod })
        {
            var left = Table.ClassOf(old);
            var count = counts.Find(left) - 1;
            counts = count == 0 ? counts.Remove(left) : counts.Set(left, count);
        }

        if (now is { Kind: SubjectKind.Pod })
        {
            var joined = Table.ClassOf(now);
            counts = counts.Set(joined, counts.Find(joined) + 1);
        }

        return new Census(Table, counts);
    }
}
