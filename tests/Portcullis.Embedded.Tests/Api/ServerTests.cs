using System.Net.Http.Headers;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class ServerTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_token_is_required_where_one_is_set()
    {
        await using var cluster = await TestCluster.StartAsync(new EmbeddedClusterOptions { Simulate = false, Token = "t0ken" });

        (await cluster.Get(ConfigMaps)).ShouldBe(401).Reason.ShouldBe("Unauthorized");
        (await cluster.Get("/readyz")).ShouldBe(200).Text.ShouldBe("ok");
        cluster.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "t0ken");
        (await cluster.Get(ConfigMaps)).ShouldBe(200);
    }

    [Fact]
    public async Task A_form_that_is_not_had_is_406()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Send(HttpMethod.Get, ConfigMaps, null, accept: "application/vnd.kubernetes.protobuf")).ShouldBe(406).Reason.ShouldBe("NotAcceptable");
        (await cluster.Send(HttpMethod.Get, ConfigMaps, null, accept: "application/vnd.kubernetes.protobuf,application/json")).ShouldBe(200);
    }

    [Fact]
    public async Task A_table_has_columns_and_rows()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        var table = (await cluster.Send(HttpMethod.Get, ConfigMaps, null, accept: "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")).ShouldBe(200);

        table["kind"].ShouldBe("Table");
        table["apiVersion"].ShouldBe("meta.k8s.io/v1");
        table["columnDefinitions.0.name"].ShouldBe("Name");
        table["rows.0.cells.0"].ShouldBe("a");
        table["rows.0.object.kind"].ShouldBe("PartialObjectMetadata");
        table["rows.0.object.metadata.name"].ShouldBe("a");
    }

    [Fact]
    public async Task Access_reviews_say_what_the_options_say()
    {
        await using var cluster = await TestCluster.StartAsync(new EmbeddedClusterOptions { Simulate = false, Denies = a => a.Resource == "secrets" });

        (await Review("pods")).ShouldBe(201)["status.allowed"].ShouldBe("True");
        (await Review("secrets")).ShouldBe(201)["status.allowed"].ShouldBe("False");

        Task<Answer> Review(string resource) => cluster.Post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            $$$$"""{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"verb":"get","resource":"{{{{resource}}}}"}}}""");
    }

    [Theory]
    [InlineData("/api", "versions.0", "v1")]
    [InlineData("/apis", "kind", "APIGroupList")]
    [InlineData("/api/v1", "groupVersion", "v1")]
    [InlineData("/apis/networking.k8s.io", "preferredVersion.version", "v1")]
    [InlineData("/apis/networking.k8s.io/v1", "resources.0.name", "ingresses")]
    [InlineData("/apis/networking.k8s.io/v1", "resources.1.name", "ingresses/status")]
    [InlineData("/apis/networking.k8s.io/v1", "resources.2.name", "networkpolicies")]
    [InlineData("/version", "minor", "36")]
    [InlineData("/openapi/v3", "paths.api/v1.serverRelativeURL", "")]
    public async Task Discovery_says_what_is_served(string path, string field, string expected)
    {
        await using var cluster = await TestCluster.StartAsync();

        var answer = (await cluster.Get(path)).ShouldBe(200);
        if (expected.Length > 0)
        {
            answer[field].ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_secret_takes_stringData_in_and_shows_data()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = await cluster.Post(
            "/api/v1/namespaces/default/secrets",
            """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"stringData":{"flag":"x"}}""");

        made.ShouldBe(201);
        made["data.flag"].ShouldBe("eA==");
        made["stringData"].ShouldBeEmpty();
        made["type"].ShouldBe("Opaque");
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_its_watch()
    {
        await using var cluster = await TestCluster.StartAsync();
        var faults = cluster.Cluster.Faults;
        var watch = await cluster.Watch(ConfigMaps);

        watch.Dispose();

        while (faults.CutWatches() > 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Two_clusters_in_one_process_know_nothing_of_each_other()
    {
        await using var one = await TestCluster.StartAsync();
        await using var other = await TestCluster.StartAsync();
        (await one.Post(ConfigMaps, Manifests.ConfigMap("a"))).ShouldBe(201);

        (await other.Get($"{ConfigMaps}/a")).ShouldBe(404);
    }
}
