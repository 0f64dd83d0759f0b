using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class QuotaTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Services = "/api/v1/namespaces/default/services";
    private const string Quotas = "/api/v1/namespaces/default/resourcequotas";

    [Fact]
    public async Task A_full_quota_refuses_with_what_was_asked_used_and_allowed()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "pods":"1","requests.cpu":"500m" """))).ShouldBe(201);
        (await cluster.Post(Pods, Pod("a", "200m"))).ShouldBe(201);

        var refused = (await cluster.Post(Pods, Pod("b", "400m"))).ShouldBe(403);

        refused.Reason.ShouldBe("Forbidden");
        refused.Message.ShouldBe("pods \"b\" is forbidden: exceeded quota: q, requested: pods=1,requests.cpu=400m, used: pods=1,requests.cpu=200m, limited: pods=1,requests.cpu=500m");
    }

    [Fact]
    public async Task A_quota_counts_what_was_there_before_it_and_frees_what_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Pod("a", "200m"))).ShouldBe(201);
        (await cluster.Post(Quotas, Quota(""" "pods":"1","count/pods":"5" """))).ShouldBe(201);
        (await cluster.Get($"{Quotas}/q"))["status.used.pods"].ShouldBe("1");

        (await cluster.Delete($"{Pods}/a")).ShouldBe(200);

        (await cluster.Get($"{Quotas}/q"))["status.used.pods"].ShouldBe("0");
        (await cluster.Post(Pods, Pod("b", "200m"))).ShouldBe(201);
    }

    [Fact]
    public async Task A_finished_pod_no_longer_counts()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "pods":"1" """))).ShouldBe(201);
        (await cluster.Post(Pods, Pod("a", "1"))).ShouldBe(201);

        (await cluster.Patch($"{Pods}/a/status", """{"status":{"phase":"Succeeded"}}""")).ShouldBe(200);

        (await cluster.Post(Pods, Pod("b", "1"))).ShouldBe(201);
    }

    [Fact]
    public async Task Node_ports_are_counted_and_given_back_when_the_quota_refuses()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "services.nodeports":"1" """))).ShouldBe(201);
        (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(201);
        var free = cluster.Cluster.Parts.Allocator.FreeNodePorts;

        (await cluster.Post(Services, Manifests.NodePortService("t"))).ShouldBe(403)
            .Message.ShouldBe("services \"t\" is forbidden: exceeded quota: q, requested: services.nodeports=1, used: services.nodeports=1, limited: services.nodeports=1");

        cluster.Cluster.Parts.Allocator.FreeNodePorts.ShouldBe(free);
        (await cluster.Delete($"{Services}/s")).ShouldBe(200);
        (await cluster.Post(Services, Manifests.NodePortService("t"))).ShouldBe(201);
    }

    [Fact]
    public async Task A_pod_that_does_not_say_what_a_quota_counts_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "limits.cpu":"1","limits.memory":"1Gi" """))).ShouldBe(201);

        (await cluster.Post(Pods, Manifests.Pod("a"))).ShouldBe(403)
            .Message.ShouldBe("pods \"a\" is forbidden: failed quota: q: must specify limits.cpu for: main; limits.memory for: main");
    }

    [Fact]
    public async Task A_name_conflict_does_not_count()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "pods":"3" """))).ShouldBe(201);
        (await cluster.Post(Pods, Pod("a", "1"))).ShouldBe(201);
        (await cluster.Post(Pods, Pod("a", "1"))).ShouldBe(409);

        (await cluster.Get($"{Quotas}/q"))["status.used.pods"].ShouldBe("1");
    }

    [Fact]
    public async Task A_quota_is_never_overrun_by_many_at_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Quotas, Quota(""" "pods":"7" """))).ShouldBe(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => cluster.Post(Pods, Pod($"p{i}", "1")))));

        answers.Count(a => a.Code == 201).ShouldBe(7);
        answers.Count(a => a.Code == 403).ShouldBe(33);
        (await cluster.Get($"{Quotas}/q"))["status.used.pods"].ShouldBe("7");
    }

    [Fact]
    public async Task A_limit_range_fills_in_and_refuses()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(
            "/api/v1/namespaces/default/limitranges",
            """{"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"l"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"},"default":{"cpu":"500m"},"defaultRequest":{"cpu":"100m"}}]}}""")).ShouldBe(201);

        var filled = (await cluster.Post(Pods, Manifests.Pod("a"))).ShouldBe(201);
        var refused = (await cluster.Post(Pods, Pod("b", "2"))).ShouldBe(403);

        filled["spec.containers.0.resources.limits.cpu"].ShouldBe("500m");
        filled["spec.containers.0.resources.requests.cpu"].ShouldBe("100m");
        filled.Text.ShouldContain("LimitRanger plugin set: cpu request for container main; cpu limit for container main");
        refused.Message.ShouldBe("pods \"b\" is forbidden: maximum cpu usage per Container is 1, but limit is 2");
    }

    [Fact]
    public async Task A_limit_range_bounds_the_ratio_of_the_whole_pod()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(
            "/api/v1/namespaces/default/limitranges",
            """{"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"l"},"spec":{"limits":[{"type":"Pod","maxLimitRequestRatio":{"cpu":"2"}}]}}""")).ShouldBe(201);

        (await cluster.Post(Pods, Pod("a", "400m", request: "100m"))).ShouldBe(403)
            .Message.ShouldBe("pods \"a\" is forbidden: cpu max limit to request ratio per Pod is 2, but provided ratio is 4.000000");
    }

    private static string Quota(string hard) => $$$$"""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q"},"spec":{"hard":{ {{{{hard}}}} }}}""";

    private static string Pod(string name, string cpu, string? request = null) =>
        $$$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{name}}}}"},"spec":{"containers":[{"name":"main","image":"nginx","resources":{"limits":{"cpu":"{{{{cpu}}}}"},"requests":{"cpu":"{{{{request ?? cpu}}}}"}}}]}}""";
}
