using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class ApplyTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies";

    [Fact]
    public async Task Apply_creates_and_then_changes_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(201);
        var again = (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(200);

        again.ResourceVersion.ShouldBe(made.ResourceVersion);
        made["metadata.managedFields.0.manager"].ShouldBe("m");
        made["metadata.managedFields.0.operation"].ShouldBe("Apply");
        made["metadata.managedFields.0.fieldsV1.f:data.f:x"].ShouldBe("{}");
    }

    [Fact]
    public async Task Apply_takes_away_what_its_manager_no_longer_says_and_leaves_what_others_own()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1","y":"2"}"""))).ShouldBe(201);
        (await Apply(cluster, "n", Manifests.ConfigMap("a", """{"y":"2","z":"3"}"""))).ShouldBe(200);

        var left = (await Apply(cluster, "m", Manifests.ConfigMap("a"))).ShouldBe(200);

        left["data.x"].ShouldBeEmpty();
        left["data.y"].ShouldBe("2");
        left["data.z"].ShouldBe("3");
    }

    [Fact]
    public async Task Apply_over_anothers_field_is_a_conflict_until_forced()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(201);

        var refused = (await Apply(cluster, "n", Manifests.ConfigMap("a", """{"x":"2"}"""))).ShouldBe(409);
        var forced = (await Apply(cluster, "n", Manifests.ConfigMap("a", """{"x":"2"}"""), force: true)).ShouldBe(200);

        refused.Reason.ShouldBe("Conflict");
        refused.Message.ShouldBe("Apply failed with 1 conflict: conflict with \"m\": .data.x");
        refused["details.causes.0.reason"].ShouldBe("FieldManagerConflict");
        refused["details.causes.0.field"].ShouldBe(".data.x");
        forced["data.x"].ShouldBe("2");
        (await Apply(cluster, "m", Manifests.ConfigMap("a"))).ShouldBe(200)["data.x"].ShouldBe("2");
    }

    [Fact]
    public async Task Apply_over_what_a_create_wrote_is_a_conflict_with_its_creator()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post($"{ConfigMaps}?fieldManager=maker", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(201);

        var refused = (await Apply(cluster, "n", Manifests.ConfigMap("a", """{"x":"2"}"""))).ShouldBe(409);

        refused.Message.ShouldStartWith("Apply failed with 1 conflict: conflict with \"maker\" using v1: ");
        refused.Message.ShouldEndWith(": .data.x");
    }

    [Fact]
    public async Task An_update_takes_over_the_fields_it_changes()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(201);
        (await cluster.Patch($"{ConfigMaps}/a?fieldManager=hand", """{"data":{"x":"2"}}""")).ShouldBe(200);

        var refused = (await Apply(cluster, "m", Manifests.ConfigMap("a", """{"x":"1"}"""))).ShouldBe(409);

        refused.Message.ShouldStartWith("Apply failed with 1 conflict: conflict with \"hand\" using v1: ");
    }

    [Fact]
    public async Task Apply_owns_list_items_by_key()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Services = "/api/v1/namespaces/default/services";
        static string Service(string ports) => $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{{{ports}}}]}}""";
        (await Apply(cluster, "m", Service("""{"name":"a","port":1},{"name":"b","port":2}"""), path: $"{Services}/s")).ShouldBe(201);
        (await Apply(cluster, "n", Service("""{"name":"c","port":3}"""), path: $"{Services}/s")).ShouldBe(200)["spec.ports.2.name"].ShouldBe("c");

        var left = (await Apply(cluster, "m", Service("""{"name":"b","port":2}"""), path: $"{Services}/s")).ShouldBe(200);

        left["spec.ports.0.name"].ShouldBe("b");
        left["spec.ports.1.name"].ShouldBe("c");
        left["spec.ports.2.name"].ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_replaces_policy_rules_whole_and_counts_a_generation()
    {
        await using var cluster = await TestCluster.StartAsync();
        static string Policy(string cidr) =>
            $$$$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"w"},"spec":{"podSelector":{},"policyTypes":["Ingress"],"ingress":[{"from":[{"ipBlock":{"cidr":"{{{{cidr}}}}"}}]}]}}""";
        (await Apply(cluster, "m", Policy("10.0.0.0/8"), path: $"{Policies}/w")).ShouldBe(201)["metadata.generation"].ShouldBe("1");

        var changed = (await Apply(cluster, "m", Policy("10.1.0.0/16"), path: $"{Policies}/w")).ShouldBe(200);

        changed["spec.ingress.0.from.0.ipBlock.cidr"].ShouldBe("10.1.0.0/16");
        changed["spec.ingress.1.from"].ShouldBeEmpty();
        changed["metadata.generation"].ShouldBe("2");
    }

    [Fact]
    public async Task Apply_without_a_manager_or_without_json_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();

        var unnamed = await cluster.Patch($"{ConfigMaps}/a", Manifests.ConfigMap("a"), "application/apply-patch+yaml");
        var yaml = await cluster.Patch($"{ConfigMaps}/a?fieldManager=m", "kind: ConfigMap", "application/apply-patch+yaml");

        unnamed.ShouldBe(422).Message.ShouldBe("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        yaml.ShouldBe(400).Message.ShouldContain("reads apply patches as JSON");
    }

    private static Task<Answer> Apply(TestCluster cluster, string manager, string json, bool force = false, string path = $"{ConfigMaps}/a") =>
        cluster.Patch($"{path}?fieldManager={manager}{(force ? "&force=true" : "")}", json, "application/apply-patch+yaml");
}
