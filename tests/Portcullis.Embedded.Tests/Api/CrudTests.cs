using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class CrudTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Create_gives_system_fields_and_201()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", """{"k":"v"}"""));

        made.ShouldBe(201);
        made["kind"].ShouldBe("ConfigMap");
        made["apiVersion"].ShouldBe("v1");
        made["metadata.namespace"].ShouldBe("default");
        Guid.Parse(made["metadata.uid"]).ShouldNotBe(Guid.Empty);
        made["metadata.creationTimestamp"].ShouldEndWith("Z");
        made["data.k"].ShouldBe("v");
        (await cluster.Get($"{ConfigMaps}/a")).Text.ShouldBe(made.Text);
    }

    [Fact]
    public async Task Create_of_a_taken_name_is_409_AlreadyExists()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var again = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"));

        again.ShouldBe(409);
        again.Reason.ShouldBe("AlreadyExists");
        again.Message.ShouldBe("configmaps \"a\" already exists");
        again["details.name"].ShouldBe("a");
        again["details.kind"].ShouldBe("configmaps");
    }

    [Fact]
    public async Task Create_with_generateName_completes_the_name()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = await cluster.Post(ConfigMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"job-"}}""");

        made.ShouldBe(201);
        made["metadata.name"].ShouldMatch("^job-[bcdfghjklmnpqrstvwxz2456789]{5}$");
    }

    [Fact]
    public async Task Create_with_dryRun_stores_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post($"{ConfigMaps}?dryRun=All", Manifests.ConfigMap("a"))).ShouldBe(201);

        var missing = await cluster.Get($"{ConfigMaps}/a");
        missing.ShouldBe(404);
        missing.Reason.ShouldBe("NotFound");
        missing.Message.ShouldBe("configmaps \"a\" not found");
    }

    [Fact]
    public async Task Create_in_a_missing_namespace_is_404()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post("/api/v1/namespaces/nowhere/configmaps", Manifests.ConfigMap("a"));

        refused.ShouldBe(404);
        refused.Message.ShouldBe("namespaces \"nowhere\" not found");
    }

    [Fact]
    public async Task Create_with_another_namespace_in_the_body_is_400()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", extra: ""","namespace":"other" """));

        refused.ShouldBe(400);
        refused.Message.ShouldBe("the namespace of the provided object does not match the namespace sent on the request");
    }

    [Fact]
    public async Task Update_with_an_old_resourceVersion_is_409_Conflict()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"));
        (await cluster.Put($"{ConfigMaps}/a", Manifests.ConfigMap("a", """{"k":"1"}"""))).ShouldBe(200);

        var stale = await cluster.Put(
            $"{ConfigMaps}/a",
            Manifests.ConfigMap("a", """{"k":"2"}""", $""","resourceVersion":"{first.ResourceVersion}" """));

        stale.ShouldBe(409);
        stale.Reason.ShouldBe("Conflict");
        stale.Message.ShouldBe("Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again");
    }

    [Fact]
    public async Task Update_that_changes_nothing_keeps_the_resourceVersion()
    {
        await using var cluster = await TestCluster.StartAsync();
        var first = await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", """{"k":"1"}"""));

        var same = await cluster.Put($"{ConfigMaps}/a", Manifests.ConfigMap("a", """{"k":"1"}"""));

        same.ShouldBe(200);
        same.ResourceVersion.ShouldBe(first.ResourceVersion);
    }

    [Fact]
    public async Task Update_of_a_lease_without_resourceVersion_is_422()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
        const string Lease = """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l"},"spec":{"holderIdentity":"a"}}""";
        (await cluster.Post(Leases, Lease)).ShouldBe(201);

        var refused = await cluster.Put($"{Leases}/l", Lease);

        refused.ShouldBe(422);
        refused["details.causes.0.field"].ShouldBe("metadata.resourceVersion");
        refused.Message.ShouldContain("must be specified for an update");
    }

    [Fact]
    public async Task Update_with_another_name_is_400()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var refused = await cluster.Put($"{ConfigMaps}/a", Manifests.ConfigMap("b"));

        refused.ShouldBe(400);
        refused.Message.ShouldBe("the name of the object (b) does not match the name on the URL (a)");
    }

    [Fact]
    public async Task Delete_of_a_service_answers_with_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Services = "/api/v1/namespaces/default/services";
        var made = await cluster.Post(Services, Manifests.NodePortService("s"));
        made.ShouldBe(201);

        var deleted = await cluster.Delete($"{Services}/s");

        deleted.ShouldBe(200);
        deleted["kind"].ShouldBe("Service");
        deleted["metadata.uid"].ShouldBe(made["metadata.uid"]);
        deleted["spec.clusterIP"].ShouldBe(made["spec.clusterIP"]);
    }

    [Theory]
    [InlineData("uid", "UID")]
    [InlineData("resourceVersion", "ResourceVersion")]
    public async Task Delete_with_a_precondition_that_fails_is_409(string field, string word)
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var refused = await cluster.Delete($"{ConfigMaps}/a", $$$"""{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"{{{field}}}":"77"}}""");

        refused.ShouldBe(409);
        refused.Message.ShouldStartWith($"Operation cannot be fulfilled on ConfigMap \"a\": the {word} in the precondition (77) does not match the {word} in record (");
        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(200);
    }

    [Fact]
    public async Task Unknown_resource_is_404()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Get("/api/v1/bananas")).ShouldBe(404).Message.ShouldBe("the server could not find the requested resource");
        (await cluster.Get("/apis/apps/v1/deployments")).ShouldBe(404).Text.ShouldBe("404 page not found\n");
    }

    [Fact]
    public async Task Bad_json_is_400()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post(ConfigMaps, "{")).ShouldBe(400).Reason.ShouldBe("BadRequest");
    }

    [Fact]
    public async Task Protobuf_is_415()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Send(HttpMethod.Post, ConfigMaps, "k8s", "application/vnd.kubernetes.protobuf")).ShouldBe(415).Reason.ShouldBe("UnsupportedMediaType");
    }

    [Fact]
    public async Task Too_large_a_body_is_413()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", $$"""{"k":"{{new string('x', 3 * 1024 * 1024)}}"}"""))).ShouldBe(413).Reason.ShouldBe("RequestEntityTooLarge");
    }

    [Fact]
    public async Task Wrong_method_is_405()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post($"{ConfigMaps}/a", Manifests.ConfigMap("a"))).ShouldBe(405).Reason.ShouldBe("MethodNotAllowed");
    }

    [Fact]
    public async Task Deletecollection_takes_what_the_selector_names()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a", extra: ""","labels":{"x":"1"}"""))).ShouldBe(201);
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("b"))).ShouldBe(201);

        var deleted = await cluster.Delete($"{ConfigMaps}?labelSelector=x%3D1");

        deleted.ShouldBe(200);
        deleted["kind"].ShouldBe("ConfigMapList");
        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
        (await cluster.Get($"{ConfigMaps}/b")).ShouldBe(200);
    }
}
