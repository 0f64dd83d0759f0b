using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class StrictFieldsTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Odd =
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"foo":1,"containers":[{"name":"main","image":"a","image":"b","ports":[{"containerPort":80,"port":80}]}]}}""";

    private const string Unknown = "unknown field \"spec.foo\"";
    private const string Duplicate = "duplicate field \"spec.containers[0].image\"";
    private const string Deep = "unknown field \"spec.containers[0].ports[0].port\"";

    [Fact]
    public async Task Strict_refuses_unknown_and_duplicate_fields()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = (await cluster.Post($"{Pods}?fieldValidation=Strict", Odd)).ShouldBe(400);

        refused.Reason.ShouldBe("BadRequest");
        refused.Message.ShouldBe($"Pod in version \"v1\" cannot be handled as a Pod: strict decoding error: {Unknown}, {Duplicate}, {Deep}");
    }

    [Fact]
    public async Task Warn_is_the_default_and_prunes()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = (await cluster.Post(Pods, Odd)).ShouldBe(201);

        made["spec.foo"].ShouldBeEmpty();
        made["spec.containers.0.image"].ShouldBe("b");
        made.Warnings.Count.ShouldBe(3);
        made.Warnings[0].ShouldBe("299 - \"unknown field \\\"spec.foo\\\"\"");
    }

    [Fact]
    public async Task Ignore_says_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post($"{Pods}?fieldValidation=Ignore", Odd)).ShouldBe(201).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strict_looks_into_patches_too()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Pods, Manifests.Pod("p"))).ShouldBe(201);

        (await cluster.Patch($"{Pods}/p?fieldValidation=Strict", """{"spec":{"foo":1}}""")).ShouldBe(400).Message.ShouldContain(Unknown);
    }

    [Fact]
    public async Task Another_kind_or_version_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post(Pods, Manifests.ConfigMap("a"))).ShouldBe(400).Message.ShouldStartWith("ConfigMap in version \"v1\" cannot be handled as a Pod: ");
        (await cluster.Post(Pods, """{"apiVersion":"v2","kind":"Pod","metadata":{"name":"p"}}""")).ShouldBe(400)
            .Message.ShouldBe("Pod in version \"v2\" cannot be handled as a Pod: no kind \"Pod\" of version \"v2\" is registered for this resource");
    }
}
