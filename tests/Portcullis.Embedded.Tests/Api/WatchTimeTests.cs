using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class WatchTimeTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_bookmark_tells_how_far_a_quiet_watch_is()
    {
        var time = new ManualTime();
        await using var cluster = await TestCluster.StartAsync(time: time);
        using var watch = await cluster.Watch($"{ConfigMaps}?resourceVersion=1&allowWatchBookmarks=true");
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
        (await watch.Next(1)).ShouldBe(["ADDED a"]);
        var elsewhere = (await cluster.Post("/api/v1/namespaces/default/secrets", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"}}""")).ShouldBe(201);

        time.Advance(TimeSpan.FromMinutes(1));

        var bookmark = (await watch.Next())!;
        bookmark.Type.ShouldBe("BOOKMARK");
        long.Parse(bookmark.ResourceVersion).ShouldBeGreaterThanOrEqualTo(long.Parse(elsewhere.ResourceVersion));
        bookmark.Object.GetProperty("kind").GetString().ShouldBe("ConfigMap");
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_over_with_a_last_bookmark()
    {
        var time = new ManualTime();
        await using var cluster = await TestCluster.StartAsync(time: time);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
        using var watch = await cluster.Watch($"{ConfigMaps}?timeoutSeconds=30&allowWatchBookmarks=true");
        (await watch.Next(1)).ShouldBe(["ADDED a"]);

        time.Advance(TimeSpan.FromSeconds(30));

        (await watch.Next())!.Type.ShouldBe("BOOKMARK");
        (await watch.Next()).ShouldBeNull();
    }

    [Fact]
    public async Task A_latency_fault_waits_on_the_clusters_clock()
    {
        var time = new ManualTime();
        await using var cluster = await TestCluster.StartAsync(time: time);
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.Latency(TimeSpan.FromSeconds(3)), Verb = "get" });
        var waiting = time.Waiting;

        var answer = cluster.Get($"{ConfigMaps}/a");
        while (time.Waiting == waiting)
        {
            await Task.Yield();
        }

        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(3));
        (await answer).ShouldBe(404);
    }

    [Fact]
    public async Task Times_on_objects_are_the_clusters()
    {
        var time = new ManualTime();
        await using var cluster = await TestCluster.StartAsync(time: time);
        time.Advance(TimeSpan.FromMilliseconds(1500));

        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201)["metadata.creationTimestamp"].ShouldBe("2030-01-01T00:00:01Z");
    }
}
