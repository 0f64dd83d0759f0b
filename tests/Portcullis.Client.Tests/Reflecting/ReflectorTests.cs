using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;
using Portcullis.Testing.Logging;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Reflecting;

public sealed class ReflectorTests : IAsyncLifetime
{
    private static readonly NamespacedName A = new("ns", "a");
    private static readonly NamespacedName B = new("ns", "b");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedCluster _cluster = new();
    private readonly ManualTimeProvider _time = new(Clients.Start);
    private readonly CancellationTokenSource _stop = new();
    private KubernetesClient? _client;
    private Task _running = Task.CompletedTask;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _client?.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Start_lists_page_by_page_then_watches_from_the_lists_version()
    {
        _cluster.ThenOk(Json.PodList(10, "next", Json.Item("a", 1))).ThenOk(Json.PodList(10, null, Json.Item("b", 2)));
        var feed = _cluster.ThenWatch();
        var store = Start(new() { PageSize = 1 }).Store;

        await store.WaitForSyncAsync(Ct);
        await feed.EventAsync("ADDED", "c", 11);
        await SeenAsync(store, new("ns", "c"), 11);

        store.Count.ShouldBe(3);
        store.TryGet(A)!.Kind.ShouldBe("Pod");
        _cluster.Seen.Select(seen => seen.PathAndQuery).ShouldBe(
        [
            "/api/v1/pods?limit=1",
            "/api/v1/pods?limit=1&continue=next",
            "/api/v1/pods?watch=true&resourceVersion=10&timeoutSeconds=300&allowWatchBookmarks=true",
        ]);
    }

    [Fact]
    public async Task Store_is_not_synced_before_the_last_page()
    {
        var gate = new TaskCompletionSource();
        _cluster.ThenOk(Json.PodList(10, "next", Json.Item("a", 1))).Then(async (_, _) =>
        {
            await gate.Task;
            return new() { Content = new StringContent(Json.PodList(10, null)) };
        });
        _cluster.ThenWatch();
        var store = Start().Store;

        await _cluster.ReachedAsync(2, Ct);
        store.HasSynced.ShouldBeFalse();
        store.TryGet(A).ShouldBeNull();
        gate.SetResult();
        await store.WaitForSyncAsync(Ct);
        store.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Expired_continue_token_asks_for_the_whole_list()
    {
        _cluster.ThenOk(Json.PodList(10, "old", Json.Item("a", 1))).ThenStatus(410, "Expired").ThenOk(Json.PodList(12, null, Json.Item("b", 2)));
        _cluster.ThenWatch();
        var store = Start(new() { PageSize = 1 }).Store;

        await store.WaitForSyncAsync(Ct);
        await _cluster.ReachedAsync(4, Ct);

        store.TryGet(A).ShouldBeNull();
        store.TryGet(B).ShouldNotBeNull();
        _cluster.Seen[2].PathAndQuery.ShouldBe("/api/v1/pods");
    }

    [Fact]
    public async Task Closed_watch_resumes_from_the_last_bookmark_without_a_list()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        var second = _cluster.ThenWatch();
        var reflector = Start();

        await first.EventAsync("ADDED", "a", 11);
        await first.BookmarkAsync(40);
        await SeenAsync(reflector.Store, A, 40);
        var doubts = 0;
        reflector.ContinuityChanged += () => doubts++;
        _time.Advance(TimeSpan.FromMinutes(5));
        first.Close();
        await second.EventAsync("MODIFIED", "a", 41);
        await SeenAsync(reflector.Store, A, 41);

        _cluster.Seen[2].PathAndQuery.ShouldContain("resourceVersion=40&");
        reflector.Health.Lists.ShouldBe(1);
        reflector.Health.Breaks.ShouldBe(0);
        doubts.ShouldBe(0);
        reflector.Health.IsVerified(_time).ShouldBeTrue();
        reflector.Health.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task Broken_watch_is_not_gone_on_from_and_is_read_anew_after_a_pause()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(12, null));
        _cluster.ThenWatch();
        var reflector = Start();

        await first.EventAsync("ADDED", "a", 11);
        await SeenAsync(reflector.Store, A, 11);
        reflector.Health.IsVerified(_time).ShouldBeTrue();
        first.Break();
        await Eventually.TrueAsync(() => !reflector.Health.IsVerified(_time), cancellationToken: Ct);
        await PassPauseAsync();
        (await reflector.Store.WaitUntilAsync(A, pod => pod is null, Patience, Ct)).ShouldBeTrue();

        await Eventually.TrueAsync(() => reflector.Health.IsVerified(_time), cancellationToken: Ct);
        _cluster.Seen[2].PathAndQuery.ShouldBe("/api/v1/pods?limit=500");
        reflector.Health.Breaks.ShouldBe(1);
        reflector.Health.ListsByReason[RelistReason.Broken].ShouldBe(1);
        reflector.Health.LastError.ShouldBeOfType<KubernetesTransportException>().Fault.ShouldBe(TransportFault.ConnectionLost);
    }

    [Fact]
    public async Task Watch_that_takes_long_to_open_again_is_no_proof_in_between_and_is_read_anew()
    {
        var gate = new TaskCompletionSource();
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        _cluster.Then(async (_, _) =>
        {
            await gate.Task;
            return new() { Content = new StreamContent(new WatchFeed().Stream) };
        });
        _cluster.ThenOk(Json.PodList(12, null, Json.Item("a", 11)));
        _cluster.ThenWatch();
        var reflector = Start();
        await _cluster.ReachedAsync(2, Ct);
        await Eventually.TrueAsync(() => reflector.Health.Connected, cancellationToken: Ct);
        _time.Advance(TimeSpan.FromMinutes(5));
        first.Close();
        await _cluster.ReachedAsync(3, Ct);

        _time.Advance(TimeSpan.FromSeconds(2));
        reflector.Health.IsVerified(_time).ShouldBeTrue();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        reflector.Health.IsVerified(_time).ShouldBeFalse();
        gate.SetResult();

        await SeenAsync(reflector.Store, A, 11);
        reflector.Health.ListsByReason[RelistReason.Broken].ShouldBe(1);
    }

    [Fact]
    public async Task Watch_that_ends_before_its_time_is_read_anew()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(12, null, Json.Item("a", 11)));
        _cluster.ThenWatch();
        var reflector = Start();
        await first.BookmarkAsync(11);
        await AtAsync(reflector, "11");

        _time.Advance(TimeSpan.FromSeconds(298));
        first.Close();
        await PassPauseAsync();
        await SeenAsync(reflector.Store, A, 11);

        reflector.Health.ListsByReason[RelistReason.EndedEarly].ShouldBe(1);
    }

    [Fact]
    public async Task Server_that_went_back_replaces_the_whole_store()
    {
        var log = new ListLogger();
        _cluster.ThenOk(Json.PodList(498, null, Json.Item("ghost", 400), Json.Item("a", 70)));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(90, null, Json.Item("a", 70)));
        _cluster.ThenWatch();
        var reflector = Start(logger: log);
        var store = reflector.Store;
        await store.WaitForSyncAsync(Ct);
        var changes = new ConcurrentQueue<string>();
        using var subscription = store.Subscribe(change => changes.Enqueue(Describe(change)));

        first.Break();
        await PassPauseAsync();
        (await store.WaitUntilAsync(new("ns", "ghost"), pod => pod is null, Patience, Ct)).ShouldBeTrue();

        // The same version of another history may be another object: it is told as changed.
        changes.ShouldBe(["deleted ghost", "updated a 70>70", "resynced"]);
        store.Snapshot().ResourceVersion.ShouldBe("90");
        await Eventually.TrueAsync(() => log.Entries.Any(entry => entry.Level == LogLevel.Warning && entry.Text.StartsWith("the cluster went back: pods stood at version 498 and stands at 90 now", StringComparison.Ordinal)), cancellationToken: Ct);
    }

    [Fact]
    public async Task Bookmark_of_a_server_that_is_behind_is_read_anew_at_once()
    {
        _cluster.ThenOk(Json.PodList(498, null, Json.Item("ghost", 400)));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(90, null));
        _cluster.ThenWatch();
        var reflector = Start();
        await reflector.Store.WaitForSyncAsync(Ct);

        await first.BookmarkAsync(90);
        (await reflector.Store.WaitUntilAsync(new("ns", "ghost"), pod => pod is null, Patience, Ct)).ShouldBeTrue();

        reflector.Health.ListsByReason[RelistReason.Behind].ShouldBe(1);
    }

    [Fact]
    public async Task Write_before_the_server_went_back_is_settled_by_the_list_and_not_waited_for()
    {
        _cluster.ThenOk(Json.PodList(498, null));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(90, null));
        _cluster.ThenWatch();
        var store = Start().Store;
        await store.WaitForSyncAsync(Ct);

        var written = store.WaitForUidAsync(A, "u", "499", Patience, Ct);
        first.Break();
        await PassPauseAsync();

        (await written).ShouldBeTrue();
        store.TryGet(A).ShouldBeNull();
    }

    [Fact]
    public async Task Write_after_the_server_went_back_is_not_taken_for_seen_because_of_the_old_version()
    {
        var gate = new TaskCompletionSource();
        _cluster.ThenOk(Json.PodList(498, null, Json.Item("a", 450)));
        var first = _cluster.ThenWatch();
        _cluster.Then(async (_, _) =>
        {
            await gate.Task;
            return new() { Content = new StringContent(Json.PodList(92, null, Json.Item("a", 91), Json.Item("b", 92))) };
        });
        _cluster.ThenWatch();
        var reflector = Start();
        await reflector.Store.WaitForSyncAsync(Ct);
        first.Break();
        await PassPauseAsync();
        await _cluster.ReachedAsync(3, Ct);

        var created = reflector.Store.WaitForUidAsync(B, "u", "92", Patience, Ct);
        var updated = reflector.Store.WaitForUidAsync(A, "u", "91", Patience, Ct);
        created.IsCompleted.ShouldBeFalse();
        updated.IsCompleted.ShouldBeFalse();
        gate.SetResult();

        (await created).ShouldBeTrue();
        (await updated).ShouldBeTrue();
        reflector.Store.TryGet(B).ShouldNotBeNull();
        reflector.Store.TryGet(A)!.Metadata.ResourceVersion.ShouldBe("91");
    }

    [Fact]
    public async Task Watch_that_says_nothing_for_too_long_is_replaced_and_read_anew()
    {
        var log = new ListLogger();
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(20, null, Json.Item("a", 15)));
        _cluster.ThenWatch();
        var reflector = Start(new() { MaxSilence = TimeSpan.FromSeconds(150) }, log);
        await first.BookmarkAsync(11);
        await AtAsync(reflector, "11");
        await _time.TimerAsync(TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(150), Ct);

        // Bytes that make no event are no word of the cluster.
        _time.Advance(TimeSpan.FromSeconds(149));
        await first.SendAsync("\n");
        reflector.Health.IsVerified(_time).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => !reflector.Health.IsVerified(_time), cancellationToken: Ct);
        await PassSilenceAsync();
        await SeenAsync(reflector.Store, A, 15);

        await Eventually.TrueAsync(() => log.Entries.Any(entry => entry.Level == LogLevel.Warning && entry.Text.Contains("and had missed changes", StringComparison.Ordinal)), cancellationToken: Ct);
        reflector.Health.ListsByReason[RelistReason.Silent].ShouldBe(1);
        reflector.Health.LastError.ShouldBeOfType<KubernetesTransportException>().Fault.ShouldBe(TransportFault.Timeout);
    }

    [Fact]
    public async Task Server_without_bookmarks_is_listed_in_time_once_that_is_known_and_nothing_breaks()
    {
        _cluster.ThenOk(Json.PodList(10, null, Json.Item("a", 1)));
        _cluster.ThenWatch();
        var list = Json.PodList(10, null, Json.Item("a", 1));
        for (var i = 0; i < 3; i++)
        {
            _cluster.ThenOk(list);
            _cluster.ThenWatch();
        }
        var reflector = Start(new() { MaxSilence = TimeSpan.FromSeconds(150) });
        await _time.TimerAsync(TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(150), Ct);
        _time.Advance(TimeSpan.FromSeconds(150));
        await PassSilenceAsync();

        for (var i = 0; i < 2; i++)
        {
            await _cluster.ReachedAsync(4 + (2 * i), Ct);
            await _time.TimerAsync(TimeSpan.FromSeconds(89), TimeSpan.FromSeconds(90), Ct);
            _time.Advance(TimeSpan.FromSeconds(90));
            await _cluster.ReachedAsync(6 + (2 * i), Ct);
        }

        reflector.Health.Breaks.ShouldBe(1);
        reflector.Health.ListsByReason[RelistReason.Quiet].ShouldBe(2);
        reflector.Health.ListsByReason[RelistReason.Silent].ShouldBe(1);
    }

    [Fact]
    public async Task Absent_resource_is_asked_for_at_once_when_a_connection_breaks()
    {
        _cluster.ThenStatus(404, "NotFound").ThenOk(Json.PodList(10, null, Json.Item("a", 1)));
        _cluster.ThenWatch();
        var reflector = Start(new() { AbsentMeansEmpty = true, AbsentRetry = TimeSpan.FromMinutes(10) });
        await reflector.Store.WaitForSyncAsync(Ct);
        await _time.TimerAsync(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), Ct);
        reflector.Health.IsVerified(_time).ShouldBeTrue();

        _client!.Continuity.TellBroke(this);

        reflector.Health.Breaks.ShouldBe(1);
        (await reflector.Store.WaitUntilAsync(A, pod => pod is not null, Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Reflector_reads_anew_when_another_finds_that_the_server_went_back()
    {
        _cluster.ThenOk(Json.PodList(498, null, Json.Item("ghost", 400)));
        _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(90, null));
        _cluster.ThenWatch();
        var reflector = Start();
        await _cluster.ReachedAsync(2, Ct);
        await Eventually.TrueAsync(() => reflector.Health.Connected, cancellationToken: Ct);

        _client!.Continuity.TellWentBack(this);

        (await reflector.Store.WaitUntilAsync(new("ns", "ghost"), pod => pod is null, Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Expired_watch_relists_and_reports_the_differences()
    {
        _cluster.ThenOk(Json.PodList(10, null, Json.Item("a", 1), Json.Item("b", 2), Json.Item("same", 3)));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(90, null, Json.Item("b", 80), Json.Item("c", 85), Json.Item("same", 3)));
        _cluster.ThenWatch();
        var store = Start().Store;
        await store.WaitForSyncAsync(Ct);
        var changes = new List<string>();
        var resynced = new TaskCompletionSource();
        using var subscription = store.Subscribe(change =>
        {
            changes.Add(Describe(change));
            if (change is StoreChange<Pod>.Resynced)
            {
                resynced.SetResult();
            }
        });

        await first.ErrorAsync(410, "Expired");
        await PassPauseAsync();
        await resynced.Task.WaitAsync(Patience, Ct);

        changes[0].ShouldBe("deleted a");
        changes[1..4].ShouldBe(["updated b 2>80", "added c", "updated same 3>3"], ignoreOrder: true);
        changes[4].ShouldBe("resynced");
        changes.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Watch_refused_as_expired_relists()
    {
        _cluster.ThenOk(Json.PodList(10, null)).ThenStatus(410, "Expired").ThenOk(Json.PodList(20, null, Json.Item("a", 15)));
        _cluster.ThenWatch();
        var store = Start().Store;

        await PassPauseAsync();

        (await store.WaitForUidAsync(A, "u", "15", Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Garbage_in_a_watch_relists()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        var first = _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(20, null, Json.Item("a", 15)));
        _cluster.ThenWatch();
        var reflector = Start();

        await first.SendAsync("{\"type\":\"ADDED\",\"object\":{\"metadata\":\n");
        await PassPauseAsync();
        (await reflector.Store.WaitForUidAsync(A, "u", "15", Patience, Ct)).ShouldBeTrue();

        reflector.Health.LastError.ShouldBeOfType<KubernetesTransportException>().Fault.ShouldBe(TransportFault.Garbled);
    }

    [Fact]
    public async Task Throttled_list_waits_as_long_as_the_server_says()
    {
        _cluster.ThenStatus(429, "TooManyRequests", retryAfter: "17").ThenOk(Json.PodList(10, null));
        _cluster.ThenWatch();
        var store = Start().Store;

        (await _time.TimerAsync(TimeSpan.FromSeconds(16), TimeSpan.FromSeconds(18), Ct)).ShouldBe(TimeSpan.FromSeconds(17));
        _time.Advance(TimeSpan.FromSeconds(16.9));
        _cluster.Seen.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await store.WaitForSyncAsync(Ct);
    }

    [Fact]
    public async Task Silent_watch_is_taken_for_dead_after_its_own_end()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        _cluster.ThenWatch();
        _cluster.ThenOk(Json.PodList(10, null));
        var second = _cluster.ThenWatch();
        var reflector = Start();

        await _time.TimerAsync(TimeSpan.FromSeconds(330), TimeSpan.FromSeconds(330), Ct);
        _time.Advance(TimeSpan.FromSeconds(330));
        await PassPauseAsync();
        await second.EventAsync("ADDED", "a", 11);
        await SeenAsync(reflector.Store, A, 11);

        reflector.Health.LastError.ShouldBeOfType<KubernetesTransportException>().Fault.ShouldBe(TransportFault.Timeout);
    }

    [Fact]
    public async Task Hours_of_quiet_watches_cost_no_list()
    {
        _cluster.ThenOk(Json.PodList(10, null, Json.Item("a", 1)));
        var feeds = Enumerable.Range(0, 40).Select(_ => _cluster.ThenWatch()).ToList();
        var reflector = Start();
        await reflector.Store.WaitForSyncAsync(Ct);

        for (var i = 0; i < feeds.Count - 1; i++)
        {
            await _cluster.ReachedAsync(i + 2, Ct);
            await _time.TimerAsync(TimeSpan.FromSeconds(330), TimeSpan.FromSeconds(330), Ct);
            _time.Advance(TimeSpan.FromMinutes(5));
            feeds[i].Close();
        }
        await _cluster.ReachedAsync(41, Ct);

        reflector.Health.Lists.ShouldBe(1);
        reflector.Health.LastError.ShouldBeNull();
        reflector.Store.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Failing_cluster_is_asked_less_and_less_often()
    {
        for (var i = 0; i < 10; i++)
        {
            _cluster.ThenStatus(500, "InternalError");
        }
        _cluster.ThenOk(Json.PodList(10, null));
        _cluster.ThenWatch();
        var store = Start().Store;
        var pauses = new List<double>();

        for (var i = 0; i < 10; i++)
        {
            await _cluster.ReachedAsync(i + 1, Ct);
            var pause = await _time.TimerAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(31), Ct);
            pauses.Add(pause.TotalSeconds);
            _time.Advance(pause);
        }
        await store.WaitForSyncAsync(Ct);

        pauses.ShouldBe([0.1, 0.2, 0.4, 0.8, 1.6, 2.5, 2.5, 2.5, 2.5, 2.5], 0.001);
    }

    [Fact]
    public async Task Subscriber_that_throws_stops_neither_the_reflector_nor_the_others()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        var feed = _cluster.ThenWatch();
        var store = Start().Store;
        await store.WaitForSyncAsync(Ct);
        var heard = new List<string>();
        using var bad = store.Subscribe(_ => throw new InvalidOperationException("scripted"));
        using var good = store.Subscribe(change => heard.Add(Describe(change)));

        await feed.EventAsync("ADDED", "a", 11);
        await feed.EventAsync("ADDED", "b", 12);
        await feed.BookmarkAsync(13);
        await SeenAsync(store, B, 13);

        heard.ShouldBe(["added a", "added b"]);
    }

    [Fact]
    public async Task Trim_is_applied_to_lists_and_events()
    {
        _cluster.ThenOk(Json.PodList(10, null, Json.Item("a", 1)));
        var feed = _cluster.ThenWatch();
        var store = Start(new() { Trim = pod => pod with { Kind = "trimmed" } }).Store;

        await feed.EventAsync("ADDED", "b", 11);
        await SeenAsync(store, B, 11);

        store.Snapshot().Objects.Values.ShouldAllBe(pod => pod.Kind == "trimmed");
    }

    [Fact]
    public async Task Absent_resource_counts_as_empty_where_told()
    {
        _cluster.ThenStatus(404, "NotFound").ThenOk(Json.PodList(10, null, Json.Item("a", 1)));
        _cluster.ThenWatch();
        var store = Start(new() { AbsentMeansEmpty = true }).Store;

        await store.WaitForSyncAsync(Ct);
        store.Count.ShouldBe(0);
        _time.Advance(await _time.TimerAsync(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), Ct));
        (await store.WaitUntilAsync(A, pod => pod is not null, Patience, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Reflector_runs_once_only()
    {
        _cluster.ThenOk(Json.PodList(10, null));
        _cluster.ThenWatch();
        var reflector = Start();

        await Should.ThrowAsync<InvalidOperationException>(() => reflector.RunAsync(Ct));
    }

    private static Task AtAsync(Reflector<Pod> reflector, string version) =>
        Eventually.TrueAsync(() => reflector.Store.Snapshot().ResourceVersion == version, cancellationToken: Ct);

    private Reflector<Pod> Start(ReflectorOptions<Pod>? options = null, ILogger? logger = null)
    {
        _client = Clients.Over(_cluster, _time);
        var reflector = new Reflector<Pod>(_client, ResourceTypes.Pods, (options ?? new()) with { Random = () => 0 }, _time, logger ?? NullLogger.Instance);
        _running = reflector.RunAsync(_stop.Token);
        return reflector;
    }

    /// <summary>The first pause of a backoff without jitter.</summary>
    private async Task PassPauseAsync() =>
        _time.Advance(await _time.TimerAsync(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100), Ct));

    private async Task PassSilenceAsync() => _time.Advance(await _time.TimerAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), Ct));

    private static async Task SeenAsync(Store<Pod> store, NamespacedName key, int version) =>
        (await store.WaitForUidAsync(key, "u", $"{version}", Patience, Ct)).ShouldBeTrue();

    private static string Describe(StoreChange<Pod> change) => change switch
    {
        StoreChange<Pod>.Added added => $"added {added.Object.Metadata.Name}",
        StoreChange<Pod>.Updated updated => $"updated {updated.New.Metadata.Name} {updated.Old.Metadata.ResourceVersion}>{updated.New.Metadata.ResourceVersion}",
        StoreChange<Pod>.Deleted deleted => $"deleted {deleted.Last.Metadata.Name}",
        _ => "resynced",
    };
}
