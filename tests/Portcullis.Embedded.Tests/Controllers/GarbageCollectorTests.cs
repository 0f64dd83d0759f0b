using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Controllers;

public sealed class GarbageCollectorTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Secrets = "/api/v1/namespaces/default/secrets";
    private const string Services = "/api/v1/namespaces/default/services";

    [Fact]
    public async Task Dependents_go_with_their_owner()
    {
        await using var cluster = await TestCluster.StartAsync();
        var owner = await cluster.Post(Services, Manifests.NodePortService("s"));
        (await cluster.Post(Pods, Owned("Pod", "p", owner["metadata.uid"]))).ShouldBe(201);
        (await cluster.Post(Secrets, Owned("Secret", "e", owner["metadata.uid"]))).ShouldBe(201);

        (await cluster.Delete($"{Services}/s")).ShouldBe(200);

        await Eventually.Is(() => cluster.Get($"{Pods}/p"), a => a.Code == 404);
        await Eventually.Is(() => cluster.Get($"{Secrets}/e"), a => a.Code == 404);
    }

    [Fact]
    public async Task An_object_whose_owner_never_was_goes_too()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(201);

        (await cluster.Post(Pods, Owned("Pod", "p", "00000000-0000-0000-0000-000000000000"))).ShouldBe(201);

        await Eventually.Is(() => cluster.Get($"{Pods}/p"), a => a.Code == 404);
    }

    [Fact]
    public async Task A_dependent_made_after_its_owner_went_is_collected()
    {
        await using var cluster = await TestCluster.StartAsync();
        var owner = await cluster.Post(Services, Manifests.NodePortService("s"));
        (await cluster.Delete($"{Services}/s")).ShouldBe(200);

        (await cluster.Post(Pods, Owned("Pod", "late", owner["metadata.uid"]))).ShouldBe(201);

        await Eventually.Is(() => cluster.Get($"{Pods}/late"), a => a.Code == 404);
    }

    [Fact]
    public async Task Orphaning_leaves_the_dependents_without_their_reference()
    {
        await using var cluster = await TestCluster.StartAsync();
        var owner = await cluster.Post(Services, Manifests.NodePortService("s"));
        (await cluster.Post(Pods, Owned("Pod", "p", owner["metadata.uid"]))).ShouldBe(201);

        (await cluster.Delete($"{Services}/s?propagationPolicy=Orphan")).ShouldBe(200);

        await Eventually.Is(() => cluster.Get($"{Services}/s"), a => a.Code == 404);
        (await cluster.Get($"{Pods}/p")).ShouldBe(200)["metadata.ownerReferences.0.uid"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Foreground_deletion_keeps_the_owner_until_its_dependents_are_gone()
    {
        await using var cluster = await TestCluster.StartAsync();
        var owner = await cluster.Post(Services, Manifests.NodePortService("s"));
        (await cluster.Post(Secrets, Owned("Secret", "e", owner["metadata.uid"], ""","finalizers":["example.org/hold"]"""))).ShouldBe(201);

        (await cluster.Delete($"{Services}/s?propagationPolicy=Foreground")).ShouldBe(200);
        await Eventually.Is(() => cluster.Get($"{Secrets}/e"), a => a["metadata.deletionTimestamp"].Length > 0);
        (await cluster.Get($"{Services}/s")).ShouldBe(200);
        (await cluster.Patch($"{Secrets}/e", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);

        await Eventually.Is(() => cluster.Get($"{Services}/s"), a => a.Code == 404);
    }

    private static string Owned(string kind, string name, string uid, string extra = "")
    {
        var spec = kind == "Pod" ? ""","spec":{"containers":[{"name":"main","image":"nginx"}]}""" : "";
        return $$$"""{"apiVersion":"v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","ownerReferences":[{"apiVersion":"v1","kind":"Service","name":"s","uid":"{{{uid}}}"}]{{{extra}}}}{{{spec}}}}""";
    }
}
