using FsCheck;
using FsCheck.Fluent;
using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Storage;

/// <summary>Laws of the store and of the pools, on random runs.</summary>
public sealed class StorageProperties
{
    private const int History = 16;

    private static readonly ResourceRegistry Registry = new();

    [Fact]
    public void The_past_is_as_it_was_or_forgotten() => Prop.ForAll(Steps, steps =>
    {
        var (store, table) = NewStore();
        var states = new Dictionary<long, string> { [store.Revision] = Show(table.Snapshot) };
        foreach (var (name, deletes) in steps)
        {
            Step(store, table, name, deletes);
            states[store.Revision] = Show(table.Snapshot);
        }

        foreach (var (revision, expected) in states)
        {
            if (store.ReadAt(table, revision) is { } past)
            {
                Show(past).ShouldBe(expected);
            }
            else
            {
                revision.ShouldBeLessThan(table.History.ForgottenRevision);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replaying_a_watch_gives_the_present() => Prop.ForAll(Steps, steps =>
    {
        var (store, table) = NewStore();
        for (var i = 0; i < steps.Length / 2; i++)
        {
            Step(store, table, steps[i].Name, steps[i].Deletes);
        }

        var cursor = store.Watch(table, null);
        var replayed = cursor.Initial;
        foreach (var (name, deletes) in steps.Skip(steps.Length / 2))
        {
            Step(store, table, name, deletes);
            cursor.TryRead(out var changes).ShouldBeTrue();
            replayed = changes.Aggregate(replayed, (s, c) => c.Current is { } current ? s.With(current) : s.Without(c.Subject.Key));
        }

        Show(replayed).ShouldBe(Show(table.Snapshot));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pool_never_gives_a_number_twice_and_never_loses_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        moves =>
        {
            var pool = new NumberPool(100, 10, 3);
            var held = new HashSet<long>();
            foreach (var move in moves)
            {
                switch (Math.Abs((long)move) % 3)
                {
                    case 0:
                        var any = pool.TakeAny();
                        (any is null).ShouldBe(held.Count == 10);
                        if (any is { } given)
                        {
                            held.Add(given).ShouldBeTrue();
                        }

                        break;
                    case 1:
                        var wanted = 98 + (Math.Abs((long)move) / 3 % 14);
                        pool.TryTake(wanted).ShouldBe(wanted is >= 100 and < 110 && held.Add(wanted));
                        break;
                    default:
                        var back = 100 + (Math.Abs((long)move) / 3 % 10);
                        pool.Release(back);
                        held.Remove(back);
                        break;
                }

                pool.Free.ShouldBe(10 - held.Count);
            }
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(string Name, bool Deletes)[]> Steps { get; } = Gen.ArrayOf(
        from name in Gen.Elements("a", "b", "c", "d")
        from deletes in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (name, deletes)).ToArbitrary();

    private static (ObjectStore Store, ResourceTable Table) NewStore()
    {
        var store = new ObjectStore(Registry, History);
        store.Commit(store[ResourceTypes.Namespaces], new("", "x"), null, new Namespace { Metadata = new ObjectMeta { Name = "x" } });
        return (store, store[ResourceTypes.ConfigMaps]);
    }

    private static void Step(ObjectStore store, ResourceTable table, string name, bool deletes)
    {
        var key = new NamespacedName("x", name);
        var current = store.Find(table, key);
        if (current is null && deletes)
        {
            return;
        }

        KubernetesObject? next = deletes ? null : new ConfigMap
        {
            Metadata = new ObjectMeta { Namespace = "x", Name = name },
            Data = new Dictionary<string, string> { ["at"] = $"{store.Revision}" },
        };
        store.Commit(table, key, current, next).ShouldBeOfType<CommitResult.Done>();
    }

    private static string Show(ResourceSnapshot snapshot) => string.Join(' ', snapshot.In(null).Select(o => o.ToString()));
}
