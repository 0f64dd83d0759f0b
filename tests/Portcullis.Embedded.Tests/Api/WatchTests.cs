using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class WatchTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Watch_without_a_version_begins_with_what_is_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        using var watch = await cluster.Watch(ConfigMaps);
        (await watch.Next(1)).ShouldBe(["ADDED a"]);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("b"))).ShouldBe(201);
        (await cluster.Put($"{ConfigMaps}/b", Manifests.ConfigMap("b", """{"k":"v"}"""))).ShouldBe(200);
        (await cluster.Delete($"{ConfigMaps}/a")).ShouldBe(200);

        (await watch.Next(3)).ShouldBe(["ADDED b", "MODIFIED b", "DELETED a"]);
    }

    [Fact]
    public async Task Watch_from_a_version_replays_what_came_after()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"));
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("b"))).ShouldBe(201);
        (await cluster.Delete($"{ConfigMaps}/b")).ShouldBe(200);

        using var watch = await cluster.Watch($"{ConfigMaps}?resourceVersion={first.ResourceVersion}");

        (await watch.Next(2)).ShouldBe(["ADDED b", "DELETED b"]);
    }

    [Fact]
    public async Task Watch_with_a_selector_translates_entering_and_leaving()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var watch = await cluster.Watch($"{ConfigMaps}?labelSelector=x%3D1");
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        (await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"labels":{"x":"1"}}}""")).ShouldBe(200);
        (await cluster.Patch($"{ConfigMaps}/a", """{"data":{"k":"v"}}""")).ShouldBe(200);
        var left = (await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"labels":{"x":"2"}}}""")).ShouldBe(200);

        (await watch.Next(2)).ShouldBe(["ADDED a", "MODIFIED a"]);
        var gone = (await watch.Next())!;
        gone.Type.ShouldBe("DELETED");
        gone.ResourceVersion.ShouldBe(left.ResourceVersion);
        gone.Object.GetProperty("metadata").GetProperty("labels").GetProperty("x").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task Watch_from_a_forgotten_version_is_told_410()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"));
        var second = await cluster.Post(ConfigMaps, Manifests.ConfigMap("b"));
        cluster.Cluster.ForgetHistory("configmaps");

        using var watch = await cluster.Watch($"{ConfigMaps}?resourceVersion={first.ResourceVersion}");
        var error = (await watch.Next())!;

        error.Type.ShouldBe("ERROR");
        error.Object.GetProperty("code").GetInt32().ShouldBe(410);
        error.Object.GetProperty("reason").GetString().ShouldBe("Expired");
        error.Object.GetProperty("message").GetString().ShouldStartWith($"too old resource version: {first.ResourceVersion} (");
        (await watch.Next()).ShouldBeNull();
        long.Parse(second.ResourceVersion).ShouldBeGreaterThan(long.Parse(first.ResourceVersion));
    }

    [Fact]
    public async Task Watch_that_is_read_to_its_timeout_ends_in_order()
    {
        await using var cluster = await TestCluster.StartAsync();

        using var watch = await cluster.Watch($"{ConfigMaps}?resourceVersion=0&timeoutSeconds=1&fieldSelector=metadata.name%3Dnone");

        (await watch.Next()).ShouldBeNull();
    }

    [Fact]
    public async Task Watch_with_sendInitialEvents_marks_the_end_of_what_was_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        using var watch = await cluster.Watch($"{ConfigMaps}?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");

        (await watch.Next())!.Type.ShouldBe("ADDED");
        var mark = (await watch.Next())!;
        mark.Type.ShouldBe("BOOKMARK");
        mark.Object.GetProperty("metadata").GetProperty("annotations").GetProperty("k8s.io/initial-events-end").GetString().ShouldBe("true");
    }
}
