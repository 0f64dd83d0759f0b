using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.ControlPlane;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Records;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>What happens to the policies of a cluster is judged at once, and new stacks stop while there is a way through.</summary>
public abstract class GuardTests(ClusterKind kind)
{
    // Of namespaces without policies of their own, that of monitoring is in the embedded cluster alone.
    private string[] WithoutWalls => kind == ClusterKind.Embedded ? ["S1", "S2", "S3", "S6", "S9"] : ["S2", "S3", "S6", "S9"];

    [Fact]
    public async Task Walled_cluster_is_proven_and_says_so_everywhere()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await OpenAsync(bed);

        (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("mode").GetString().ShouldBe("enforce");
        var verdict = (await bed.Api.GetAsync("/stats")).ShouldBe(200).Json.GetProperty("isolation").GetString();
        verdict.ShouldBeOneOf("proven", "incomplete");
        (await bed.Api.GetAsync("/readyz")).ShouldBe(200).Json.GetProperty("isolation").GetString().ShouldBe(verdict);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Stacks_stop_while_the_walls_are_gone_and_go_on_once_they_are_back()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { ManageWalls = false });
        await OpenAsync(bed, WithoutWalls);
        var walls = await WallAsync(bed);
        await PutAsync(bed, walls);
        await OpenAsync(bed);
        var before = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(before.StackId, "running");

        await DeleteAsync(bed, walls);
        await OpenAsync(bed, WithoutWalls);
        var refusal = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503);
        refusal.Json.GetProperty("reason").GetString().ShouldBe("IsolationOpen");
        refusal.Json.GetProperty("error").GetString()!.ShouldSatisfyAllConditions(
            text => text.ShouldStartWith("no stack is made while isolation is open: "),
            text => text.ShouldContain(" can reach "),
            text => text.ShouldNotContain("~"));
        (await bed.Api.GetAsync("/readyz")).ShouldBe(200).Json.GetProperty("isolation").GetString().ShouldBe("open");
        await bed.StatusAsync(before.StackId, "running");
        await EventAsync(bed, "IsolationOpen");

        await PutAsync(bed, walls);
        await OpenAsync(bed);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await EventAsync(bed, "IsolationProven");
    }

    [Fact]
    public async Task Warning_alone_stops_nothing()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { ManageWalls = false, Mode = IsolationMode.Warn });
        await OpenAsync(bed, WithoutWalls);

        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("mode").GetString().ShouldBe("warn");
    }

    [Fact]
    public async Task Nobody_looks_when_nobody_shall()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { Mode = IsolationMode.Off });

        (await bed.Api.GetAsync("/isolation")).ShouldBe(404);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Policy_that_lets_stacks_out_opens_what_it_lets_them_reach()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await OpenAsync(bed);
        var all = Policy(bed.Settings.Namespace, "allow-all", new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"], Ingress = [new()], Egress = [new()] });
        await PutAsync(bed, all);

        await OpenAsync(bed, WithoutWalls);
        var witness = (await StatementsAsync(bed)).Single(statement => statement.GetProperty("id").GetString() == "S2").GetProperty("witnesses")[0];
        witness.GetProperty("egress").GetProperty("policies").EnumerateArray().Where(policy => policy.GetProperty("allows").GetBoolean())
            .ShouldHaveSingleItem().GetProperty("policy").GetString().ShouldBe($"{bed.Settings.Namespace}/allow-all");
        await DeleteAsync(bed, all);
        await OpenAsync(bed);
    }

    [Fact]
    public async Task Stack_that_would_be_let_out_by_its_own_labels_is_refused_before_it_is_made()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await PutAsync(bed, Policy(bed.Settings.Namespace, "out", new()
        {
            PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["team"] = "red" } },
            PolicyTypes = ["Egress"],
            Egress = [new()],
        }));
        await Eventually.PassesAsync(
            async () =>
            {
                var answer = await bed.Api.CreateAsync(Manifests.Create(Manifests.Nginx.Replace("  name: challenge", "  name: challenge\n  labels: {team: red}", StringComparison.Ordinal)));
                if (answer.Code == 201)
                {
                    // The policy had not been heard of yet: this one is an exception indeed, for as long as it lives.
                    (await bed.Api.DeleteAsync($"/stacks/{answer.StackId}")).ShouldBe(200);
                }

                answer.ShouldBe(503).Json.GetProperty("reason").GetString().ShouldBe("IsolationOpen");
            },
            cancellationToken: TestContext.Current.CancellationToken);

        await OpenAsync(bed);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Address_of_an_ingress_is_kept_from_stacks_as_long_as_it_leads_in()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await OpenAsync(bed);
        var ingress = await IngressAsync(bed, new JsonObject { ["ip"] = "54.9.8.7" });
        await Eventually.PassesAsync(async () => (await EgressWallAsync(bed)).ShouldContain("54.9.8.7/32"), cancellationToken: TestContext.Current.CancellationToken);
        await OpenAsync(bed);

        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Ingresses, ingress, null, TestContext.Current.CancellationToken);
        await Eventually.PassesAsync(async () => (await EgressWallAsync(bed)).ShouldNotContain("54.9.8.7/32"), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ingress_policy_that_the_operator_wants_must_be_there()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { ManageWalls = false, Mode = IsolationMode.Off, RequireIngressNetworkPolicy = true });
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Json.GetProperty("reason").GetString().ShouldBe("IngressPolicyMissing");

        await PutAsync(bed, Policy(bed.Settings.Namespace, "some", new() { PodSelector = new(), Ingress = [new()] }));
        await Eventually.PassesAsync(async () => (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201), cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Makes an Ingress that is entered somewhere.</summary>
    private protected static async Task<NamespacedName> IngressAsync(TestBed bed, JsonObject entry)
    {
        var name = new NamespacedName("default", $"entry-{Guid.NewGuid():N}"[..16]);
        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.Ingresses, null, new() { Metadata = new() { Namespace = name.Namespace, Name = name.Name }, Spec = new() { DefaultBackend = JsonDocument.Parse("""{"service":{"name":"web","port":{"number":80}}}""").RootElement } }, TestContext.Current.CancellationToken);
        await bed.Cluster.Admin.MergePatchAsync(
            ResourceTypes.Ingresses, name, new() { ["status"] = new JsonObject { ["loadBalancer"] = new JsonObject { ["ingress"] = new JsonArray(entry) } } }, "status", TestContext.Current.CancellationToken);
        return name;
    }

    private static async Task<IReadOnlyList<string>> EgressWallAsync(TestBed bed) =>
        [.. ((await bed.Cluster.Admin.TryGetAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, "portcullis-egress-internet"), TestContext.Current.CancellationToken))?.Spec?.Egress ?? [])
            .SelectMany(rule => rule.To ?? []).SelectMany(peer => peer.IpBlock?.Except ?? [])];

    /// <summary>Waits until exactly these statements are open, those apart that only say how deep the defence is.</summary>
    private protected Task OpenAsync(TestBed bed, params string[] ids) => Eventually.PassesAsync(
        async () => (await StatementsAsync(bed)).Where(statement => statement.GetProperty("verdict").GetString() == "open" && !statement.GetProperty("advisory").GetBoolean())
            .Select(statement => statement.GetProperty("id").GetString())

            // Other tests' pods are on a control plane, too.
            .Where(id => kind == ClusterKind.Embedded || id != "S1").ShouldBe(ids),
        cancellationToken: TestContext.Current.CancellationToken);

    private protected static async Task<IReadOnlyList<JsonElement>> StatementsAsync(TestBed bed) =>
        [.. (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("statements").EnumerateArray()];

    private protected static NetworkPolicy Policy(string space, string name, NetworkPolicySpec spec) => new() { Metadata = new() { Namespace = space, Name = name }, Spec = spec };

    private protected static Task PutAsync(TestBed bed, NetworkPolicy policy) =>
        bed.Cluster.Admin.CreateAsync(ResourceTypes.NetworkPolicies, null, policy, TestContext.Current.CancellationToken);

    private protected static Task DeleteAsync(TestBed bed, NetworkPolicy policy) =>
        bed.Cluster.Admin.DeleteAsync(ResourceTypes.NetworkPolicies, NamespacedName.Of(policy.Metadata), null, TestContext.Current.CancellationToken);

    // As another team might write it: players in, nothing out.
    private static async Task<NetworkPolicy> WallAsync(TestBed bed)
    {
        var nodes = await bed.Cluster.Admin.ListAsync(ResourceTypes.Nodes, null, null, TestContext.Current.CancellationToken);
        var except = nodes.Items.SelectMany(node => node.Spec?.PodCIDRs ?? []).Concat(nodes.Items.SelectMany(node => node.Status?.Addresses ?? []).Where(address => address.Type is "InternalIP" or "ExternalIP").Select(address => $"{address.Address}/32"));
        return Policy(bed.Settings.Namespace, "wall", new()
        {
            PodSelector = new(),
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = [new() { From = [new() { IpBlock = new() { Cidr = "0.0.0.0/0", Except = [.. except.Distinct()] } }] }],
        });
    }

    private static Task EventAsync(TestBed bed, string reason) => Eventually.PassesAsync(
        async () => (await bed.Cluster.Admin.ListAsync(ResourceTypes.Events, bed.Settings.Namespace, null, TestContext.Current.CancellationToken)).Items
            .ShouldContain(one => one.Reason == reason && one.Message!.StartsWith('S') && one.Source!.Component == "portcullis"),
        cancellationToken: TestContext.Current.CancellationToken);
}

/// <inheritdoc/>
public sealed class GuardOnEmbedded() : GuardTests(ClusterKind.Embedded)
{
    [Fact]
    public async Task Allow_all_in_the_backend_takes_its_depth_and_nothing_else()
    {
        await using var bed = await TestBed.StartAsync(ClusterKind.Embedded);
        await RelyingAsync(bed, "monitoring");
        await PutAsync(bed, Policy("backend", "allow-all", new() { PodSelector = new(), Ingress = [new()] }));

        await RelyingAsync(bed, "backend, monitoring");
        await OpenAsync(bed);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Ingress_known_by_name_takes_the_proof_away_until_its_addresses_are_told()
    {
        await using var bed = await TestBed.StartAsync(ClusterKind.Embedded);
        await MissingAsync(bed);

        var ingress = await IngressAsync(bed, new JsonObject { ["hostname"] = "lb.example.org" });
        await MissingAsync(bed, $"Ingress {ingress} (lb.example.org): a name that leads into the cluster, whose addresses it does not tell; set STACK_NAMED_CIDRS to them");

        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Ingresses, ingress, null, TestContext.Current.CancellationToken);
        await MissingAsync(bed);
    }

    private static Task MissingAsync(TestBed bed, params string[] sentences) => Eventually.PassesAsync(
        async () => (await StatementsAsync(bed)).Single(statement => statement.GetProperty("id").GetString() == "S3").GetProperty("missing").EnumerateArray().Select(text => text.GetString()).ShouldBe(sentences),
        cancellationToken: TestContext.Current.CancellationToken);

    private static Task RelyingAsync(TestBed bed, string namespaces) => Eventually.PassesAsync(
        async () => (await StatementsAsync(bed)).Single(statement => statement.GetProperty("id").GetString() == "S5").GetProperty("notes")[0].GetString()!.ShouldEndWith($"on the walls alone: {namespaces}"),
        cancellationToken: TestContext.Current.CancellationToken);
}

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class GuardOnControlPlane() : GuardTests(ClusterKind.ControlPlane)
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Objects = "/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies";

    private static readonly string Definition = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "adminnetworkpolicies.policy.networking.k8s.io", "annotations": {"api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/network-policy-api/pull/30"}},
         "spec": {"group": "policy.networking.k8s.io", "scope": "Cluster",
           "names": {"kind": "AdminNetworkPolicy", "listKind": "AdminNetworkPolicyList", "plural": "adminnetworkpolicies", "singular": "adminnetworkpolicy"},
           "versions": [{"name": "v1alpha1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
        """;

    [Fact]
    public async Task Object_of_a_kind_that_overrides_policies_takes_the_proof_away()
    {
        await using var bed = await TestBed.StartAsync(ClusterKind.ControlPlane);
        using var admin = RawApi.Of(TestCluster.Access(TestCluster.Kubeconfig!));
        await NothingOverridesAsync(bed);
        try
        {
            await admin.CreateAsync(Definitions, JsonNode.Parse(Definition)!, TestContext.Current.CancellationToken);
            var passAll = JsonNode.Parse("""{"apiVersion": "policy.networking.k8s.io/v1alpha1", "kind": "AdminNetworkPolicy", "metadata": {"name": "pass-all"}, "spec": {}}""")!;

            // The API server takes a while to serve a new kind.
            await Eventually.PassesAsync(async () => (await admin.SendAsync(HttpMethod.Post, Objects, passAll.DeepClone(), TestContext.Current.CancellationToken)).Code.ShouldBeOneOf(201, 409), cancellationToken: TestContext.Current.CancellationToken);
            await Eventually.PassesAsync(async () => (await OverridesAsync(bed)).ShouldBe(["AdminNetworkPolicy pass-all can override network policies: what it says is not judged"]), TimeSpan.FromSeconds(90), cancellationToken: TestContext.Current.CancellationToken);
        }
        finally
        {
            await admin.SendAsync(HttpMethod.Delete, $"{Definitions}/adminnetworkpolicies.policy.networking.k8s.io", null, TestContext.Current.CancellationToken);
        }

        await NothingOverridesAsync(bed);
    }

    [Fact]
    public async Task Gateway_that_leads_into_the_cluster_is_kept_from_stacks()
    {
        const string gateways = "/apis/gateway.networking.k8s.io/v1/namespaces/default/gateways";
        await using var bed = await TestBed.StartAsync(ClusterKind.ControlPlane);
        using var admin = RawApi.Of(TestCluster.Access(TestCluster.Kubeconfig!));
        var walls = new NamespacedName(bed.Settings.Namespace, "portcullis-egress-internet");
        try
        {
            await admin.CreateAsync(Definitions, JsonNode.Parse(GatewayDefinition)!, Ct);
            var gateway = JsonNode.Parse("""{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", "metadata": {"name": "entry"}, "spec": {"addresses": [{"type": "IPAddress", "value": "54.9.8.6"}]}}""")!;
            await Eventually.PassesAsync(async () => (await admin.SendAsync(HttpMethod.Post, gateways, gateway.DeepClone(), Ct)).Code.ShouldBeOneOf(201, 409), cancellationToken: Ct);

            await Eventually.TrueAsync(async () => await ExceptsAsync(), TimeSpan.FromSeconds(90), Ct);
            await admin.SendAsync(HttpMethod.Delete, $"{gateways}/entry", null, Ct);
            await Eventually.TrueAsync(async () => !await ExceptsAsync(), TimeSpan.FromSeconds(90), Ct);
        }
        finally
        {
            await admin.SendAsync(HttpMethod.Delete, $"{Definitions}/gateways.gateway.networking.k8s.io", null, Ct);
        }

        async Task<bool> ExceptsAsync() => (await bed.Cluster.Admin.GetAsync(ResourceTypes.NetworkPolicies, walls, Ct))
            .Spec!.Egress!.SelectMany(rule => rule.To ?? []).Any(peer => peer.IpBlock?.Except?.Contains("54.9.8.6/32") == true);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string GatewayDefinition { get; } = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "gateways.gateway.networking.k8s.io", "annotations": {"api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/gateway-api/pull/2466"}},
         "spec": {"group": "gateway.networking.k8s.io", "scope": "Namespaced",
           "names": {"kind": "Gateway", "listKind": "GatewayList", "plural": "gateways", "singular": "gateway"},
           "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
        """;

    private static Task NothingOverridesAsync(TestBed bed) =>
        Eventually.PassesAsync(async () => (await OverridesAsync(bed)).ShouldBeEmpty(), TimeSpan.FromSeconds(90), cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string?>> OverridesAsync(TestBed bed) =>
        (await StatementsAsync(bed)).Single(statement => statement.GetProperty("id").GetString() == "S7").GetProperty("missing").EnumerateArray().Select(text => text.GetString());
}
