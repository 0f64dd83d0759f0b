using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Faults;

public sealed class FaultInjectorTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_refusal_carries_its_code_and_when_to_come_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.Refusal(429, 3), Verb = "create", Resource = "configmaps", Times = 1 });

        var refused = (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(429);

        refused.Reason.ShouldBe("TooManyRequests");
        refused["details.retryAfterSeconds"].ShouldBe("3");
        rule.Hits.ShouldBe(1);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
    }

    [Fact]
    public async Task A_dropped_reply_leaves_its_effect()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.DroppedReply(), Verb = "create", Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => cluster.Post(ConfigMaps, Manifests.ConfigMap("a")));

        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(200);
    }

    [Fact]
    public async Task A_request_dropped_before_leaves_none()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.DroppedBefore(), Verb = "create", Times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => cluster.Post(ConfigMaps, Manifests.ConfigMap("a")));

        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
    }

    [Fact]
    public async Task A_rule_by_name_and_turn_strikes_only_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.Refusal(500), Verb = "get", NamePrefix = "b", After = 1 });

        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
        (await cluster.Get($"{ConfigMaps}/b")).ShouldBe(404);
        (await cluster.Get($"{ConfigMaps}/b")).ShouldBe(500);
        rule.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_seed_strikes_the_same_requests()
    {
        await using var cluster = await TestCluster.StartAsync();

        async Task<string> Run()
        {
            using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.Refusal(500), Verb = "get", Probability = 0.5, Seed = 7 });
            var codes = new List<int>();
            for (var i = 0; i < 20; i++)
            {
                codes.Add((await cluster.Get($"{ConfigMaps}/a")).Code);
            }

            return string.Join(' ', codes);
        }

        var first = await Run();
        first.ShouldContain("500");
        first.ShouldContain("404");
        (await Run()).ShouldBe(first);
    }

    [Fact]
    public async Task A_broken_watch_delivers_what_it_may_and_then_breaks()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.BrokenWatch(1), Resource = "configmaps" });
        using var watch = await cluster.Watch(ConfigMaps);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("b"))).ShouldBe(201);

        (await watch.Next(1)).ShouldBe(["ADDED a"]);
        await Should.ThrowAsync<IOException>(() => watch.Next());
    }

    [Fact]
    public async Task Cut_watches_break_and_new_ones_are_served()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
        using var watch = await cluster.Watch(ConfigMaps);
        (await watch.Next(1)).ShouldBe(["ADDED a"]);

        cluster.Cluster.Faults.CutWatches("configmaps").ShouldBe(1);

        await Should.ThrowAsync<IOException>(() => watch.Next());
        using var next = await cluster.Watch(ConfigMaps);
        (await next.Next(1)).ShouldBe(["ADDED a"]);
        cluster.Cluster.Faults.CutWatches("pods").ShouldBe(0);
    }

    [Fact]
    public async Task A_stale_watch_is_told_410()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var rule = cluster.Cluster.Faults.Add(new FaultRule { Fault = new Fault.StaleWatch(), Resource = "configmaps", Times = 1 });

        using var watch = await cluster.Watch($"{ConfigMaps}?resourceVersion=1");

        (await watch.Next())!.Object.GetProperty("code").GetInt32().ShouldBe(410);
    }

    [Fact]
    public async Task While_the_server_is_down_every_connection_breaks()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var watch = await cluster.Watch(ConfigMaps);

        cluster.Cluster.Faults.TakeDown();
        await Should.ThrowAsync<HttpRequestException>(() => cluster.Get("/version"));
        await Should.ThrowAsync<IOException>(() => watch.Next());
        cluster.Cluster.Faults.BringUp();

        (await cluster.Get("/version")).ShouldBe(200);
    }

    [Fact]
    public async Task Requests_are_counted_by_verb_and_resource()
    {
        await using var cluster = await TestCluster.StartAsync();
        var before = cluster.Cluster.Requests.Total;
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);
        (await cluster.Get(ConfigMaps)).ShouldBe(200);
        (await cluster.Get($"{ConfigMaps}/b")).ShouldBe(404);

        before.ShouldBe(0);
        cluster.Cluster.Requests.Total.ShouldBe(3);
        cluster.Cluster.Requests.Count("create", "configmaps").ShouldBe(1);
        cluster.Cluster.Requests.Count("list").ShouldBe(1);
        cluster.Cluster.Requests.CountExcept("list", "create").ShouldBe(1);
        (await cluster.Get("/metrics")).Text.ShouldContain("apiserver_request_total{code=\"404\",resource=\"configmaps\",subresource=\"\",verb=\"GET\"} 1\n");
    }
}
