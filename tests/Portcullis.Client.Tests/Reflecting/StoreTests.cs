using Portcullis.Client.Reflecting;
using Portcullis.Client.Tests.Support;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Reflecting;

public sealed class StoreTests
{
    private static readonly NamespacedName A = new("ns", "a");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new(Clients.Start);
    private readonly Store<Pod> _store;
    private readonly StoreWriter<Pod> _writer;
    private readonly List<Exception> _reported = [];

    public StoreTests()
    {
        _store = new(_time);
        _writer = new(_store, _reported.Add);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Snapshot_stays_as_it_was()
    {
        _writer.Replace([Pod("a", 1)], "5");
        var before = _store.Snapshot();

        _writer.Apply(Pod("b", 6));
        _writer.Delete(Pod("a", 7));

        before.Objects.Keys.ShouldBe([A]);
        before.ResourceVersion.ShouldBe("5");
        _store.Snapshot().Objects.Keys.ShouldBe([new("ns", "b")]);
        _store.Snapshot().ResourceVersion.ShouldBe("7");
    }

    [Fact]
    public void Another_object_of_the_same_name_is_a_deletion_and_an_addition()
    {
        _writer.Replace([Pod("a", 1, "old")], "5");
        var changes = new List<StoreChange<Pod>>();
        using var subscription = _store.Subscribe(changes.Add);

        _writer.Apply(Pod("a", 9, "new"));

        changes[0].ShouldBeOfType<StoreChange<Pod>.Deleted>().Last.Metadata.Uid.ShouldBe("old");
        changes[1].ShouldBeOfType<StoreChange<Pod>.Added>().Object.Metadata.Uid.ShouldBe("new");
    }

    [Fact]
    public void Subscriber_sees_the_store_already_changed_and_hears_no_more_once_disposed()
    {
        var seen = new List<int>();
        var subscription = _store.Subscribe(_ => seen.Add(_store.Count));

        _writer.Apply(Pod("a", 1));
        subscription.Dispose();
        _writer.Apply(Pod("b", 2));

        seen.ShouldBe([1]);
    }

    [Fact]
    public void Deletion_of_what_is_not_there_is_not_reported()
    {
        using var subscription = _store.Subscribe(_ => throw new InvalidOperationException("not expected"));

        _writer.Delete(Pod("a", 1));

        _reported.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wait_for_a_version_ends_when_that_version_is_seen()
    {
        var waiting = _store.WaitForUidAsync(A, "u", "10", Patience, Ct);
        _writer.Replace([Pod("a", 9)], "9");
        waiting.IsCompleted.ShouldBeFalse();

        _writer.Apply(Pod("a", 10));

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Versions_are_compared_as_numbers()
    {
        var waiting = _store.WaitForUidAsync(A, "u", "10", Patience, Ct);

        _writer.Apply(Pod("a", 9));
        waiting.IsCompleted.ShouldBeFalse();
        _writer.Apply(Pod("a", 100));

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_for_a_version_is_settled_by_a_later_list_without_the_object()
    {
        var waiting = _store.WaitForUidAsync(A, "u", "10", Patience, Ct);
        _writer.Replace([], "9");
        waiting.IsCompleted.ShouldBeFalse();

        _writer.Replace([], "12");

        (await waiting).ShouldBeTrue();
        (await _store.WaitForUidAsync(A, "u", "12", Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_for_a_version_is_settled_by_a_bookmark_past_it()
    {
        _writer.Replace([], "9");
        var waiting = _store.WaitForUidAsync(A, "u", "10", Patience, Ct);

        _writer.Advance("11");

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_for_gone_ends_with_the_deletion_or_another_object()
    {
        _writer.Replace([Pod("a", 1, "old")], "5");
        var deleted = _store.WaitForGoneAsync(A, "old", Patience, Ct);
        deleted.IsCompleted.ShouldBeFalse();

        _writer.Apply(Pod("a", 6, "new"));

        (await deleted).ShouldBeTrue();
        _store.WaitForGoneAsync(A, "new", Patience, Ct).IsCompleted.ShouldBeFalse();
        _writer.Delete(Pod("a", 7, "new"));
        (await _store.WaitForGoneAsync(A, "new", Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_gone_before_the_first_list() =>
        _store.WaitForGoneAsync(A, "u", Patience, Ct).IsCompleted.ShouldBeFalse();

    [Fact]
    public async Task Wait_sees_a_state_that_is_undone_at_once()
    {
        var waiting = _store.WaitUntilAsync(A, pod => pod?.Metadata.ResourceVersion == "2", Patience, Ct);

        _writer.Apply(Pod("a", 2));
        _writer.Apply(Pod("a", 3));
        _writer.Delete(Pod("a", 4));

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Wait_past_its_deadline_is_false()
    {
        var waiting = _store.WaitUntilAsync(A, pod => pod is not null, TimeSpan.FromSeconds(4), Ct);

        _time.Advance(TimeSpan.FromSeconds(4));

        (await waiting).ShouldBeFalse();
        _store.Waiters.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Wait_that_is_given_up_is_cancelled_and_leaves_nothing_behind()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = _store.WaitUntilAsync(A, pod => pod is not null, Patience, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        _store.Waiters.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Condition_that_throws_fails_its_own_waiter_alone()
    {
        var bad = _store.WaitUntilAsync(A, pod => pod is null ? false : throw new InvalidOperationException("scripted"), Patience, Ct);
        var good = _store.WaitUntilAsync(A, pod => pod is not null, Patience, Ct);

        _writer.Apply(Pod("a", 1));

        (await good).ShouldBeTrue();
        await Should.ThrowAsync<InvalidOperationException>(() => bad);
    }

    [Fact]
    public async Task Thousands_of_waiters_miss_nothing_while_the_store_changes()
    {
        const int Objects = 500;
        const int Rounds = 20;
        // On the system's clock: a manual one sorts all its timers whenever one is armed.
        var store = new Store<Pod>(TimeProvider.System);
        var writer = new StoreWriter<Pod>(store, _reported.Add);
        writer.Replace([], "1");

        // Registered before the first change, for states that last for one version only.
        var early = Enumerable.Range(0, Objects * 4).Select(i => UntilAsync(store, i % Objects, $"u{1 + (i % (Rounds - 1))}")).ToList();
        var writing = Task.Run(() => Churn(writer, Objects, Rounds), Ct);

        // Registered while the store changes, for the state that stays.
        var late = Enumerable.Range(0, Objects * 4).Select(i => Task.Run(() => UntilAsync(store, i % Objects, $"u{Rounds}"), Ct)).ToList();

        (await Task.WhenAll([.. early, .. late]).WaitAsync(Patience, Ct)).ShouldAllBe(met => met);
        await writing;
        store.Waiters.Count.ShouldBe(0);
        store.Count.ShouldBe(Objects);
    }

    [Fact]
    public async Task Sync_is_awaited_by_all_and_stays()
    {
        var waiting = _store.WaitForSyncAsync(Ct);
        _writer.Apply(Pod("a", 1));
        waiting.IsCompleted.ShouldBeFalse();

        _writer.Replace([], "2");

        await waiting;
        _store.HasSynced.ShouldBeTrue();
        _store.WaitForSyncAsync(Ct).IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static Task<bool> UntilAsync(Store<Pod> store, int number, string uid) =>
        store.WaitUntilAsync(new("ns", $"p{number}"), pod => pod?.Metadata.Uid == uid, Patience, Ct);

    private static void Churn(StoreWriter<Pod> writer, int objects, int rounds)
    {
        var version = 2;
        for (var round = 1; round <= rounds; round++)
        {
            for (var i = 0; i < objects; i++)
            {
                writer.Apply(Pod($"p{i}", version++, $"u{round}"));
                if (round < rounds)
                {
                    writer.Delete(Pod($"p{i}", version++, $"u{round}"));
                }
            }
        }
    }

    private static Pod Pod(string name, int version, string uid = "u") =>
        new() { Metadata = new() { Name = name, Namespace = "ns", Uid = uid, ResourceVersion = $"{version}" } };
}
