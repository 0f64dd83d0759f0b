using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class PatchTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string JsonPatch = "application/json-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    [Fact]
    public async Task Merge_patch_sets_and_removes()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", """{"x":"1","y":"2"}"""))).ShouldBe(201);

        var patched = (await cluster.Patch($"{ConfigMaps}/a", """{"data":{"x":null,"z":"3"}}""")).ShouldBe(200);

        patched["data.x"].ShouldBeEmpty();
        patched["data.y"].ShouldBe("2");
        patched["data.z"].ShouldBe("3");
    }

    [Fact]
    public async Task Merge_patch_with_an_old_resourceVersion_is_409()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        (await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"resourceVersion":"1"},"data":{"x":"1"}}""")).ShouldBe(409).Reason.ShouldBe("Conflict");
    }

    [Fact]
    public async Task Json_patch_adds_replaces_removes_and_tests()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", """{"x":"1","y":"2"}"""))).ShouldBe(201);

        var patched = await cluster.Patch(
            $"{ConfigMaps}/a",
            """[{"op":"test","path":"/data/x","value":"1"},{"op":"replace","path":"/data/x","value":"9"},{"op":"remove","path":"/data/y"},{"op":"add","path":"/metadata/annotations","value":{}},{"op":"add","path":"/metadata/annotations/a~1b","value":"s"}]""",
            JsonPatch);

        patched.ShouldBe(200);
        patched["data.x"].ShouldBe("9");
        patched["data.y"].ShouldBeEmpty();
        patched["metadata.annotations.a/b"].ShouldBe("s");
    }

    [Fact]
    public async Task Json_patch_whose_test_fails_is_422()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(201);

        var refused = await cluster.Patch($"{ConfigMaps}/a", """[{"op":"test","path":"/data/x","value":"2"}]""", JsonPatch);

        refused.ShouldBe(422);
        refused.Message.ShouldBe("the server rejected our request due to an error in our request");
    }

    [Fact]
    public async Task Strategic_patch_merges_containers_by_name()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Two = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"x:1"},{"name":"b","image":"y:1"}]}}""";
        (await cluster.Post(Pods, Two)).ShouldBe(201);

        var patched = await cluster.Patch($"{Pods}/p", """{"spec":{"containers":[{"name":"b","image":"y:2"}]}}""", Strategic);

        patched.ShouldBe(200);
        patched["spec.containers.0.image"].ShouldBe("x:1");
        patched["spec.containers.1.image"].ShouldBe("y:2");
    }

    [Fact]
    public async Task Strategic_patch_deletes_an_item_and_replaces_a_map()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Services = "/api/v1/namespaces/default/services";
        const string Two = """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s","labels":{"a":"1","b":"2"}},"spec":{"ports":[{"name":"x","port":1},{"name":"y","port":2}]}}""";
        (await cluster.Post(Services, Two)).ShouldBe(201);

        var patched = await cluster.Patch(
            $"{Services}/s",
            """{"metadata":{"labels":{"$patch":"replace","c":"3"}},"spec":{"ports":[{"$patch":"delete","port":1}]}}""",
            Strategic);

        patched.ShouldBe(200);
        patched["spec.ports.0.name"].ShouldBe("y");
        patched["spec.ports.1.name"].ShouldBeEmpty();
        patched["metadata.labels.a"].ShouldBeEmpty();
        patched["metadata.labels.c"].ShouldBe("3");
    }

    [Fact]
    public async Task Patch_of_status_leaves_the_spec()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p"))).ShouldBe(201);

        var patched = await cluster.Patch($"{Pods}/p/status", """{"spec":{"containers":[]},"status":{"phase":"Running"}}""");

        patched.ShouldBe(200);
        patched["status.phase"].ShouldBe("Running");
        patched["spec.containers.0.name"].ShouldBe("main");
        (await cluster.Patch($"{Pods}/p", """{"status":{"phase":"Failed"}}""")).ShouldBe(200)["status.phase"].ShouldBe("Running");
    }

    [Fact]
    public async Task Unknown_patch_type_is_415()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        (await cluster.Patch($"{ConfigMaps}/a", "{}", "application/json")).ShouldBe(415);
    }

    [Fact]
    public async Task Patch_of_a_missing_object_is_404()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Patch($"{ConfigMaps}/a", "{}")).ShouldBe(404);
    }
}
