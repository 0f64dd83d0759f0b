using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

/// <summary>Habits of real servers in which the comparison with one once found the embedded server to differ.</summary>
public sealed class RealServerHabitsTests
{
    private const string Space = "/api/v1/namespaces/default";
    private const string ConfigMaps = $"{Space}/configmaps";
    private const string Pods = $"{Space}/pods";

    [Fact]
    public async Task Bad_dry_run_value_is_refused_before_the_body_is_read()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post($"{ConfigMaps}?dryRun=Some", "{");

        refused.ShouldBe(422);
        refused.Message.ShouldStartWith("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]");
    }

    [Fact]
    public async Task Create_with_a_version_is_500_without_a_reason()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post(ConfigMaps, """{"metadata":{"name":"a","resourceVersion":"5"}}""");

        refused.ShouldBe(500);
        refused.Reason.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deletion_of_a_collection_answers_with_what_was_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"}}""");

        var deleted = await cluster.Delete(ConfigMaps);

        deleted["items.0.metadata.resourceVersion"].ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task Events_and_nodes_show_what_they_do_not_say()
    {
        await using var cluster = await TestCluster.StartAsync();

        var happened = await cluster.Post($"{Space}/events", """{"metadata":{"name":"a"},"involvedObject":{"namespace":"default"}}""");
        var node = await cluster.Post("/api/v1/nodes", """{"metadata":{"name":"a"}}""");

        happened.Text.ShouldContain("\"eventTime\":null");
        happened.Text.ShouldContain("\"source\":{}");
        node["status.nodeInfo.kernelVersion"].ShouldBe("");
        node["spec.taints.0.key"].ShouldBe("node.kubernetes.io/not-ready");
    }

    [Fact]
    public async Task Deleted_node_is_answered_with_a_status()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post("/api/v1/nodes", """{"metadata":{"name":"a"}}""");

        (await cluster.Delete("/api/v1/nodes/a"))["kind"].ShouldBe("Status");
    }

    [Fact]
    public async Task Status_write_may_change_metadata_but_not_owners()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Pod(cluster);

        var written = await cluster.Patch($"{Pods}/p/status", """
            {"metadata":{"labels":{"a":"b"},"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"x","uid":"u"}]}}
            """);

        written["metadata.labels.a"].ShouldBe("b");
        written["metadata.ownerReferences"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Deletion_of_a_pod_is_announced_to_watches_before_it_is_gone()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = await Pod(cluster);

        await cluster.Delete($"{Pods}/p");

        using var watch = await cluster.Watch($"{Pods}?resourceVersion={made.ResourceVersion}");
        (await watch.Next(2)).ShouldBe(["MODIFIED p", "DELETED p"]);
    }

    [Fact]
    public async Task Namespace_in_a_cluster_scoped_object_is_dropped()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = await cluster.Post("/api/v1/namespaces", """{"metadata":{"name":"a","namespace":"default"}}""");

        made.ShouldBe(201);
        made["metadata.namespace"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Release_of_the_last_finalizer_answers_with_what_was_sent()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"a","finalizers":["example.com/x"]}}""");
        var held = await cluster.Delete($"{ConfigMaps}/a");

        var released = await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"finalizers":null}}""");

        released["metadata.finalizers"].ShouldBeEmpty();
        released.ResourceVersion.ShouldBe(held.ResourceVersion);
        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
    }

    [Fact]
    public async Task Binding_to_nowhere_and_log_of_an_unbound_pod_are_answered_as_by_a_real_server()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Pod(cluster);

        (await cluster.Post($"{Pods}/p/binding", """{"target":{"kind":"Node"}}""")).ShouldBe(500).Message.ShouldBe("target.name: Required value");
        (await cluster.Get($"{Pods}/p/log")).ShouldBe(204);
    }

    [Fact]
    public async Task Keyed_list_of_a_strategic_patch_puts_new_items_first()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Pod(cluster);
        await cluster.Patch($"{Pods}/p/status", """{"status":{"conditions":[{"type":"A","status":"True"},{"type":"B","status":"True"}]}}""");

        var patched = await cluster.Patch(
            $"{Pods}/p/status",
            """{"status":{"conditions":[{"type":"C","status":"True"},{"type":"B","status":"False"}]}}""",
            "application/strategic-merge-patch+json");

        patched.Json.GetProperty("status").GetProperty("conditions").EnumerateArray().Select(c => c.GetProperty("type").GetString()).ShouldBe(["C", "A", "B"]);
        patched.Text.ShouldContain("\"lastProbeTime\":null");
    }

    [Fact]
    public async Task Priority_that_no_class_gives_is_forbidden()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post(Pods, """{"metadata":{"name":"p"},"spec":{"priority":5,"containers":[{"name":"a","image":"x"}]}}""");

        refused.ShouldBe(403);
        refused.Message.ShouldContain("the integer value of priority (5) must not be provided in pod spec");
    }

    [Fact]
    public async Task Service_that_becomes_an_external_name_gives_its_address_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = await cluster.Post($"{Space}/services", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");

        await cluster.Patch($"{Space}/services/s", """{"spec":{"type":"ExternalName","externalName":"example.com","clusterIP":"","clusterIPs":null}}""");

        (await cluster.Post($"{Space}/services", $$$"""{"metadata":{"name":"t"},"spec":{"clusterIP":"{{{made["spec.clusterIP"]}}}","ports":[{"port":80}]}}""")).ShouldBe(201);
    }

    [Theory]
    [InlineData("services", """{"metadata":{"name":"x"},"spec":{"clusterIP":"x","ports":[{"port":80}]}}""", "spec.clusterIPs[0]: Invalid value: \"x\": must be a valid IP address")]
    [InlineData("services", """{"metadata":{"name":"x"},"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":100000}},"ports":[{"port":80}]}}""", "must be greater than 0 and less than 86400")]
    [InlineData("resourcequotas", """{"metadata":{"name":"x"},"spec":{"hard":{"services":"1"},"scopes":["Terminating"]}}""", "unsupported scope applied to resource")]
    [InlineData("configmaps", """{"metadata":{"name":"x","finalizers":["mine"]}}""", "name is neither a standard finalizer name nor is it fully qualified")]
    public async Task Faults_that_real_servers_find_are_found(string resource, string body, string message)
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post($"{Space}/{resource}", body)).ShouldBe(422).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("GET", "/nothing/here", "", 404, "404 page not found")]
    [InlineData("POST", "/version", "{}", 405, "the server does not allow this method")]
    [InlineData("POST", "/api/v1/configmaps", "{}", 405, "the server does not allow this method")]
    [InlineData("PATCH", ConfigMaps, "{}", 405, "the server does not allow this method")]
    [InlineData("PATCH", $"{ConfigMaps}/a", "{}", 415, "415: Unsupported Media Type")]
    [InlineData("POST", ConfigMaps, "null", 422, "name or generateName is required")]
    [InlineData("POST", ConfigMaps, "hello", 400, "get version/kind; json parse error: ")]
    [InlineData("DELETE", $"{ConfigMaps}/a", "{", 400, "get version/kind; json parse error: ")]
    [InlineData("DELETE", $"{ConfigMaps}/a", """{"propagationPolicy":"Orphan","orphanDependents":true}""", 422, "cannot be both set")]
    public async Task Requests_that_are_wrong_as_requests_are_refused_alike(string method, string path, string body, int code, string words)
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Send(new HttpMethod(method), path, body)).ShouldBe(code).Text.ShouldContain(words);
    }

    [Fact]
    public async Task Head_is_not_allowed_and_answered_without_a_body()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Send(HttpMethod.Head, ConfigMaps, null)).ShouldBe(405).Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Name_of_an_object_that_is_going_is_said_to_be_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"a","finalizers":["example.com/x"]}}""");
        await cluster.Delete($"{ConfigMaps}/a");

        (await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"}}""")).ShouldBe(409).Message.ShouldBe("object is being deleted: configmaps \"a\" already exists");
    }

    [Fact]
    public async Task Options_of_a_deletion_come_from_the_body_alone_when_there_is_one()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"}}""");

        await cluster.Delete($"{ConfigMaps}/a?dryRun=All", "{}");

        (await cluster.Get($"{ConfigMaps}/a")).ShouldBe(404);
    }

    [Fact]
    public async Task Order_of_a_map_is_no_change()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"},"data":{"k":"1","l":"2"}}""");

        (await cluster.Put($"{ConfigMaps}/a", """{"metadata":{"name":"a"},"data":{"l":"2","k":"1"}}""")).ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task Apply_of_a_body_that_does_not_say_what_it_is_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Patch($"{ConfigMaps}/a?fieldManager=m", """{"metadata":{"name":"a"}}""", "application/apply-patch+yaml")).ShouldBe(400)
            .Message.ShouldBe("invalid object type: /, Kind=");
    }

    [Fact]
    public async Task Patch_of_the_uid_is_a_change_of_what_cannot_change()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"}}""");

        (await cluster.Patch($"{ConfigMaps}/a", """{"metadata":{"uid":"other"}}""")).ShouldBe(422).Message.ShouldContain("metadata.uid: Invalid value: \"other\": field is immutable");
    }

    [Fact]
    public async Task Watch_as_a_table_names_its_columns_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"a"}}""");
        await cluster.Post(ConfigMaps, """{"metadata":{"name":"b"}}""");

        var lines = (await cluster.Send(HttpMethod.Get, $"{ConfigMaps}?watch=true&timeoutSeconds=1", null, accept: "application/json;as=Table;v=v1;g=meta.k8s.io")).Text.Split('\n');

        lines[0].ShouldContain("\"columnDefinitions\":[");
        lines[1].ShouldContain("\"columnDefinitions\":null");
    }

    [Fact]
    public async Task Review_asks_for_one_thing_and_keeps_the_question()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

        (await cluster.Post(Reviews, """{"spec":{}}""")).ShouldBe(422);
        (await cluster.Post(Reviews, """{"spec":{"nonResourceAttributes":{"path":"/x","verb":"get"}}}""")).ShouldBe(201)["spec.nonResourceAttributes.path"].ShouldBe("/x");
    }

    private static async Task<Answer> Pod(TestCluster cluster) =>
        (await cluster.Post(Pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"x"}]}}""")).ShouldBe(201);
}
