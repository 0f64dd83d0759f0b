using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

public sealed class ServiceTests
{
    private const string Services = "/api/v1/namespaces/default/services";

    [Fact]
    public async Task Kubernetes_service_has_the_first_address()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Get($"{Services}/kubernetes"))["spec.clusterIP"].ShouldBe("10.43.0.1");
        (await cluster.Get("/api/v1/namespaces/default/endpoints/kubernetes"))["subsets.0.ports.0.name"].ShouldBe("https");
        (await cluster.Get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes"))["ports.0.name"].ShouldBe("https");
    }

    [Fact]
    public async Task Create_allocates_an_address_and_a_node_port()
    {
        await using var cluster = await TestCluster.StartAsync();

        var made = (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(201);

        made["spec.clusterIP"].ShouldStartWith("10.43.");
        made["spec.clusterIPs.0"].ShouldBe(made["spec.clusterIP"]);
        int.Parse(made["spec.ports.0.nodePort"]).ShouldBeInRange(30000, 32767);
        made["spec.ipFamilies.0"].ShouldBe("IPv4");
        made["spec.ipFamilyPolicy"].ShouldBe("SingleStack");
        made["spec.internalTrafficPolicy"].ShouldBe("Cluster");
        made["spec.externalTrafficPolicy"].ShouldBe("Cluster");
    }

    [Fact]
    public async Task A_repeated_post_complains_about_its_own_port_and_not_about_its_name()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Services, Manifests.NodePortService("s", 31001))).ShouldBe(201);

        var again = await cluster.Post(Services, Manifests.NodePortService("s", 31001));

        again.ShouldBe(422);
        again.Reason.ShouldBe("Invalid");
        again["details.name"].ShouldBe("s");
        again["details.kind"].ShouldBe("Service");
        again["details.causes.0.field"].ShouldBe("spec.ports[0].nodePort");
        again["details.causes.0.reason"].ShouldBe("FieldValueInvalid");
        again["details.causes.0.message"].ShouldBe("Invalid value: 31001: provided port is already allocated");
        again.Message.ShouldBe("Service \"s\" is invalid: spec.ports[0].nodePort: Invalid value: 31001: provided port is already allocated");
    }

    [Fact]
    public async Task A_port_out_of_range_is_refused_with_the_range()
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post(Services, Manifests.NodePortService("s", 8080));

        refused.ShouldBe(422);
        refused["details.causes.0.message"].ShouldBe("Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767");
    }

    [Fact]
    public async Task One_port_number_over_tcp_and_udp_shares_a_node_port()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string Both = """
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"NodePort","ports":[
              {"name":"t","port":80,"protocol":"TCP","nodePort":31005},{"name":"u","port":80,"protocol":"UDP","nodePort":31005}]}}
            """;

        var made = (await cluster.Post(Services, Both)).ShouldBe(201);

        made["spec.ports.0.nodePort"].ShouldBe("31005");
        made["spec.ports.1.nodePort"].ShouldBe("31005");
    }

    [Fact]
    public async Task A_failed_create_gives_back_what_it_took()
    {
        await using var cluster = await TestCluster.StartAsync();
        var allocator = cluster.Cluster.Parts.Allocator;
        (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(201);
        var (ports, addresses) = (allocator.FreeNodePorts, allocator.FreeAddresses);

        (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(409);
        (await cluster.Post(Services, Manifests.NodePortService("Not Valid"))).ShouldBe(422);
        (await cluster.Post($"{Services}?dryRun=All", Manifests.NodePortService("dry"))).ShouldBe(201);
        (await cluster.Post("/api/v1/namespaces/nowhere/services", Manifests.NodePortService("x"))).ShouldBe(404);

        (allocator.FreeNodePorts, allocator.FreeAddresses).ShouldBe((ports, addresses));
    }

    [Fact]
    public async Task A_deleted_service_frees_its_port_and_address()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Services, Manifests.NodePortService("s", 31001))).ShouldBe(201);

        (await cluster.Delete($"{Services}/s")).ShouldBe(200);

        (await cluster.Post(Services, Manifests.NodePortService("t", 31001))).ShouldBe(201);
    }

    [Fact]
    public async Task A_changed_type_frees_its_port()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Services, Manifests.NodePortService("s", 31001))).ShouldBe(201);

        var changed = (await cluster.Patch($"{Services}/s", """{"spec":{"type":"ClusterIP"}}""")).ShouldBe(200);

        changed["spec.ports.0.nodePort"].ShouldBeEmpty();
        changed["spec.externalTrafficPolicy"].ShouldBeEmpty();
        (await cluster.Post(Services, Manifests.NodePortService("t", 31001))).ShouldBe(201);
    }

    [Fact]
    public async Task An_update_that_leaves_allocated_values_out_keeps_them()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = (await cluster.Post(Services, Manifests.NodePortService("s"))).ShouldBe(201);

        var updated = (await cluster.Put($"{Services}/s", Manifests.NodePortService("s"))).ShouldBe(200);

        updated["spec.clusterIP"].ShouldBe(made["spec.clusterIP"]);
        updated["spec.ports.0.nodePort"].ShouldBe(made["spec.ports.0.nodePort"]);
        updated.ResourceVersion.ShouldBe(made.ResourceVersion);
    }

    [Fact]
    public async Task An_address_can_be_none_explicit_taken_and_out_of_range()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post(Services, With("n", "None"))).ShouldBe(201)["spec.clusterIPs.0"].ShouldBe("None");
        (await cluster.Post(Services, With("e", "10.43.7.7"))).ShouldBe(201)["spec.clusterIP"].ShouldBe("10.43.7.7");
        var taken = (await cluster.Post(Services, With("t", "10.43.7.7"))).ShouldBe(422);
        var far = (await cluster.Post(Services, With("f", "10.99.0.1"))).ShouldBe(422);

        taken["details.causes.0.field"].ShouldBe("spec.clusterIPs");
        taken.Message.ShouldContain("failed to allocate IP 10.43.7.7: provided IP is already allocated");
        far.Message.ShouldContain("failed to allocate IP 10.99.0.1: the provided IP (10.99.0.1) is not in the valid range. The range of valid IPs is 10.43.0.0/16");

        static string With(string name, string address) =>
            $$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}"},"spec":{"clusterIP":"{{{address}}}","ports":[{"port":80}]}}""";
    }

    [Fact]
    public async Task A_full_range_is_refused_and_its_last_port_was_usable()
    {
        await using var cluster = await TestCluster.StartAsync(new EmbeddedClusterOptions { Simulate = false, NodePortMin = 30000, NodePortMax = 30004 });
        for (var i = 0; i < 5; i++)
        {
            (await cluster.Post(Services, Manifests.NodePortService($"s{i}"))).ShouldBe(201);
        }

        var full = await cluster.Post(Services, Manifests.NodePortService("one-more"));

        full.ShouldBe(500).Message.ShouldBe("Internal error occurred: failed to allocate a nodePort: range is full");
    }

    [Fact]
    public async Task A_load_balancer_with_local_policy_takes_a_health_check_port_from_the_same_pool()
    {
        await using var cluster = await TestCluster.StartAsync();
        var free = cluster.Cluster.Parts.Allocator.FreeNodePorts;

        var made = await cluster.Post(
            Services,
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"lb"},"spec":{"type":"LoadBalancer","externalTrafficPolicy":"Local","ports":[{"port":80}]}}""");

        made.ShouldBe(201);
        int.Parse(made["spec.healthCheckNodePort"]).ShouldBeInRange(30000, 32767);
        cluster.Cluster.Parts.Allocator.FreeNodePorts.ShouldBe(free - 2);
        (await cluster.Delete($"{Services}/lb")).ShouldBe(200);
        cluster.Cluster.Parts.Allocator.FreeNodePorts.ShouldBe(free);
    }
}
