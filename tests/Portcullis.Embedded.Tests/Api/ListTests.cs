using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class ListTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Pods = "/api/v1/namespaces/default/pods";

    [Fact]
    public async Task List_carries_items_without_their_type()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var list = (await cluster.Get(ConfigMaps)).ShouldBe(200);

        list["kind"].ShouldBe("ConfigMapList");
        list["items.0.metadata.name"].ShouldBe("a");
        list["items.0.kind"].ShouldBeEmpty();
        list["items.0.apiVersion"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_show_one_moment_whatever_is_written_between()
    {
        await using var cluster = await Filled(5);
        var first = (await cluster.Get($"{ConfigMaps}?limit=2")).ShouldBe(200);
        first["metadata.remainingItemCount"].ShouldBe("3");
        (await cluster.Delete($"{ConfigMaps}/c3")).ShouldBe(200);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("c2b"))).ShouldBe(201);

        var names = Names(first);
        var page = first;
        while (page["metadata.continue"] is { Length: > 0 } next)
        {
            page = (await cluster.Get($"{ConfigMaps}?limit=2&continue={next}")).ShouldBe(200);
            page.ResourceVersion.ShouldBe(first.ResourceVersion);
            names.AddRange(Names(page));
        }

        names.ShouldBe(["c0", "c1", "c2", "c3", "c4"]);
    }

    [Fact]
    public async Task A_continue_token_that_is_too_old_is_410_with_one_that_goes_on()
    {
        await using var cluster = await Filled(3);
        var first = (await cluster.Get($"{ConfigMaps}?limit=1")).ShouldBe(200);
        (await cluster.Delete($"{ConfigMaps}/c2")).ShouldBe(200);
        cluster.Cluster.ForgetHistory("configmaps");

        var expired = (await cluster.Get($"{ConfigMaps}?limit=1&continue={first["metadata.continue"]}")).ShouldBe(410);
        expired.Reason.ShouldBe("Expired");
        expired.Message.ShouldStartWith("The provided continue parameter is too old to display a consistent list result.");

        Names((await cluster.Get($"{ConfigMaps}?continue={expired["metadata.continue"]}")).ShouldBe(200)).ShouldBe(["c1"]);
    }

    [Fact]
    public async Task An_exact_version_shows_the_past_while_it_is_known()
    {
        await using var cluster = await Filled(2);
        var before = (await cluster.Get(ConfigMaps)).ResourceVersion;
        (await cluster.Delete($"{ConfigMaps}/c0")).ShouldBe(200);

        Names(await cluster.Get($"{ConfigMaps}?resourceVersion={before}&resourceVersionMatch=Exact")).ShouldBe(["c0", "c1"]);
        Names(await cluster.Get($"{ConfigMaps}?resourceVersion={before}&resourceVersionMatch=NotOlderThan")).ShouldBe(["c1"]);
        cluster.Cluster.ForgetHistory();
        (await cluster.Get($"{ConfigMaps}?resourceVersion={before}&resourceVersionMatch=Exact")).ShouldBe(410).Reason.ShouldBe("Expired");
    }

    [Fact]
    public async Task A_version_of_the_future_is_504()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = (await cluster.Get($"{ConfigMaps}?resourceVersion=999999")).ShouldBe(504);

        refused.Reason.ShouldBe("Timeout");
        refused.Message.ShouldStartWith("Timeout: Too large resource version: 999999, current: ");
        refused["details.causes.0.reason"].ShouldBe("ResourceVersionTooLarge");
    }

    [Theory]
    [InlineData("resourceVersionMatch=Exact", 422)]
    [InlineData("resourceVersion=0&resourceVersionMatch=Exact", 422)]
    [InlineData("resourceVersion=1&resourceVersionMatch=Other", 422)]
    [InlineData("resourceVersion=x", 400)]
    [InlineData("limit=many", 400)]
    [InlineData("continue=x", 400)]
    [InlineData("labelSelector=a%3D%3D%3Db", 400)]
    [InlineData("fieldSelector=spec.color%3Dred", 400)]
    public async Task Options_that_make_no_sense_are_refused(string query, int code)
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Get($"{ConfigMaps}?{query}")).ShouldBe(code)["status"].ShouldBe("Failure");
    }

    [Theory]
    [InlineData("labelSelector=app%3Dweb", "a")]
    [InlineData("labelSelector=app", "a b")]
    [InlineData("labelSelector=!app", "c")]
    [InlineData("labelSelector=app%20in%20(web,db),app!%3Ddb", "a")]
    [InlineData("labelSelector=app%20notin%20(web)", "b c")]
    [InlineData("fieldSelector=metadata.name%3Db", "b")]
    [InlineData("fieldSelector=spec.nodeName%3Dn1", "c")]
    [InlineData("fieldSelector=status.phase%3DPending,metadata.name!%3Da", "b c")]
    public async Task Selectors_choose_pods(string query, string expected)
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("a", """{"app":"web"}"""))).ShouldBe(201);
        (await cluster.Post(Pods, Manifests.Pod("b", """{"app":"db"}"""))).ShouldBe(201);
        (await cluster.Post(Pods, Manifests.Pod("c", node: "n1"))).ShouldBe(201);

        Names((await cluster.Get($"{Pods}?{query}")).ShouldBe(200)).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task An_unknown_field_is_refused_in_the_words_of_its_resource()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Get($"{Pods}?fieldSelector=spec.color%3Dred")).ShouldBe(400).Message.ShouldBe("field label not supported: spec.color");
        (await cluster.Get($"{ConfigMaps}?fieldSelector=spec.color%3Dred")).ShouldBe(400)
            .Message.ShouldBe("\"spec.color\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }

    private static async Task<TestCluster> Filled(int count)
    {
        var cluster = await TestCluster.StartAsync();
        for (var i = 0; i < count; i++)
        {
            (await cluster.Post(ConfigMaps, Manifests.ConfigMap($"c{i}"))).ShouldBe(201);
        }

        return cluster;
    }

    private static List<string> Names(Answer list) =>
        [.. list.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("metadata").GetProperty("name").GetString()!)];
}
