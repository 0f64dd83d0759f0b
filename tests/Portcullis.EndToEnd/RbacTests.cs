using System.Text.Json.Nodes;
using Portcullis.ControlPlane;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Hosting;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Records;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The rights in <c>deploy/rbac.yaml</c> are those that the program needs: all of them, and no other.</summary>
public abstract class RbacTests(ClusterKind kind)
{
    [Fact]
    public async Task Every_rule_is_used_and_nothing_is_refused()
    {
        // A role of nodes of this test's own: one of them is lost on the way.
        var role = $"role-{Guid.NewGuid():N}"[..13];
        await using var bed = await TestBed.StartAsync(
            kind, settings => settings with { NodeRole = role, TerminalGrace = TimeSpan.FromMilliseconds(200), OrphanGrace = TimeSpan.FromMilliseconds(200) });
        var node = await NodeAsync(bed, role);
        try
        {
            await LiveAsync(bed);
            await LoseANodeAsync(bed, node);
        }
        finally
        {
            await RemoveAsync(bed, node);
        }

        await Eventually.PassesAsync(
            () =>
            {
                Unused(bed).ShouldBeEmpty();
                return Task.CompletedTask;
            },
            cancellationToken: TestContext.Current.CancellationToken);
        bed.Cluster.Seen.Keys.Where(request => request.Refused).ShouldBeEmpty();
        Missing(bed).ShouldBeEmpty();
    }

    // Every kind of change that a stack can go through, and every way to look at it.
    private static async Task LiveAsync(TestBed bed)
    {
        var walls = new NamespacedName(bed.Settings.Namespace, "portcullis-walls");
        await bed.Cluster.Admin.MergePatchAsync(
            ResourceTypes.NetworkPolicies, walls, new() { ["spec"] = new JsonObject { ["ingress"] = null } }, null, TestContext.Current.CancellationToken);
        await OpenForAWhileAsync(bed);
        (await StartupChecks.RunAsync(bed.ProgramClient, bed.Settings, TestContext.Current.CancellationToken)).Obstacles.ShouldBeEmpty();
        var first = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(201);
        (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(200);
        (await bed.Api.PostAsync($"/stacks/{first.StackId}/renew", null)).ShouldBe(200);
        (await bed.Api.PostAsync($"/stacks/{first.StackId}/restart", null)).ShouldBe(200);
        (await bed.Api.GetAsync("/stacks/stack-0000000000000000")).ShouldBe(404);
        (await bed.Api.DeleteAsync($"/stacks/{first.StackId}")).ShouldBe(200);
        (await bed.Api.CreateAsync(Manifests.Create(null, ("ttl", "100ms")))).ShouldBe(201);

        // Of a Secret whose reply is lost there is no looking: it is taken away and made anew.
        using (bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "secrets", Fault = new Fault.DroppedReply(), Times = 1 }))
        {
            (await bed.Api.CreateAsync(Manifests.Create(null, ("env", new JsonObject { ["FLAG"] = "x" }), ("ttl", "100ms")))).ShouldBe(201);
        }

        // A reply that is lost is looked up.
        using var lost = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "pods", Fault = new Fault.DroppedReply(), Times = 1 });
        var second = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        var request = new JsonObject { ["stack_ids"] = new JsonArray(second.StackId) };
        var job = (await bed.Api.PostAsync("/stacks/batch-delete", request)).ShouldBe(202).Json.GetProperty("job_id").GetString();
        await Eventually.PassesAsync(
            async () => (await bed.Api.GetAsync($"/stacks/batch-delete/{job}")).ShouldBe(200).Json.GetProperty("status").GetString().ShouldBe("completed"),
            cancellationToken: TestContext.Current.CancellationToken);
        (await bed.Api.GetAsync("/stacks/batch-delete/job-0000000000000000")).ShouldBe(404);
        await ForgetAJobAsync(bed, job!);
    }

    // The walls may be back before anybody has judged that they were not: this stays until it is taken away.
    private static async Task OpenForAWhileAsync(TestBed bed)
    {
        var all = new NetworkPolicy
        {
            Metadata = new() { Namespace = bed.Settings.Namespace, Name = "allow-all" },
            Spec = new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"], Ingress = [new()], Egress = [new()] },
        };
        await bed.Cluster.Admin.CreateAsync(ResourceTypes.NetworkPolicies, null, all, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(bed.Api) == "open", cancellationToken: TestContext.Current.CancellationToken);
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, "allow-all"), null, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(bed.Api) != "open", cancellationToken: TestContext.Current.CancellationToken);
    }

    // What became of a batch delete is kept for an hour: a job of long ago is removed when the next instance starts.
    private static async Task ForgetAJobAsync(TestBed bed, string job)
    {
        var key = new NamespacedName(bed.Settings.Namespace, job);
        var map = await bed.Cluster.Admin.GetAsync(ResourceTypes.ConfigMaps, key, TestContext.Current.CancellationToken);
        var record = JsonNode.Parse(map.Data!["job"])!;
        foreach (var time in record.AsObject().Select(field => field.Key).Where(name => name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("At", StringComparison.Ordinal)).ToList())
        {
            record[time] = "2020-01-01T00:00:00Z";
        }

        await bed.Cluster.Admin.MergePatchAsync(
            ResourceTypes.ConfigMaps, key, new() { ["data"] = new JsonObject { ["job"] = record.ToJsonString() } }, null, TestContext.Current.CancellationToken);
        await using var next = await bed.ReplicaAsync();
        await Eventually.PassesAsync(
            async () => (await bed.Cluster.Admin.TryGetAsync(ResourceTypes.ConfigMaps, key, TestContext.Current.CancellationToken)).ShouldBeNull(),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task LoseANodeAsync(TestBed bed, string node)
    {
        var stack = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        stack.Json.GetProperty("node_id").GetString().ShouldBe(node);
        await RemoveAsync(bed, node);
        await Eventually.PassesAsync(
            async () => (await bed.Api.GetAsync($"/stacks/{stack.StackId}")).Code.ShouldBe(404), cancellationToken: TestContext.Current.CancellationToken);
        await bed.NothingIsLeftAsync();
    }

    // Kinds that nobody knows yet cannot be named.
    [Fact]
    public void Every_group_of_a_network_plug_in_may_be_looked_through_and_nothing_more() =>
        ServiceIdentity.Rules().Where(rule => rule.Resource == "*").OrderBy(rule => rule.Group, StringComparer.Ordinal).ShouldBe(
            OverridingKinds.PlugInGroups.SelectMany(group => new[] { new RbacRule("", group, "*", "list"), new RbacRule("", group, "*", "watch") }));

    // A cluster that does not know a resource is asked for a list of it, and never gets to a watch.
    private IEnumerable<RbacRule> Unused(TestBed bed) => ServiceIdentity.Rules()
        .Where(rule => !(kind == ClusterKind.ControlPlane && rule is { Resource: "servicecidrs", Verb: "watch" }))
        .Where(rule => !(kind == ClusterKind.Embedded && rule is { Group: "apiextensions.k8s.io", Verb: "watch" }))
        .Where(rule => !OverridingKinds.IsPlugIns(rule.Group) && rule.Group != "gateway.networking.k8s.io")
        .Where(rule => !bed.Cluster.Seen.Keys.Any(request => Allows(rule, request, bed.Settings.Namespace)));

    private static IEnumerable<SeenRequest> Missing(TestBed bed) =>
        bed.Cluster.Seen.Keys.Where(request => !ServiceIdentity.Rules().Any(rule => Allows(rule, request, bed.Settings.Namespace)));

    // What a ClusterRole allows is used only by a request that a Role could not allow.
    private static bool Allows(RbacRule rule, SeenRequest request, string ns) =>
        rule.Verb == request.Verb && rule.Group == request.Group && rule.Resource == request.Resource
        && request.Namespace == (rule.Namespace == RbacRule.StackNamespace ? ns : rule.Namespace);

    private static async Task<string> NodeAsync(TestBed bed, string role)
    {
        var node = $"worker-{role}";
        var capacity = new Dictionary<string, Quantity> { ["cpu"] = Quantity.FromUnits(8), ["memory"] = Quantity.Parse("16Gi"), ["ephemeral-storage"] = Quantity.Parse("100Gi"), ["pods"] = Quantity.FromUnits(50) };
        var key = new NamespacedName("", node);
        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.Nodes, null, new() { Metadata = new() { Name = node, Labels = new Dictionary<string, string> { ["role"] = role } }, Spec = new() }, TestContext.Current.CancellationToken);
        var ready = new NodeCondition { Type = "Ready", Status = "True", Reason = "KubeletReady" };
        var status = new NodeStatus { Capacity = capacity, Allocatable = capacity, Conditions = [ready] };
        var patch = new JsonObject { ["status"] = System.Text.Json.JsonSerializer.SerializeToNode(status, Model.Json.ModelJson.Default.NodeStatus) };
        await bed.Cluster.Admin.MergePatchAsync(ResourceTypes.Nodes, key, patch, "status", TestContext.Current.CancellationToken);
        await bed.Cluster.Admin.MergePatchAsync(ResourceTypes.Nodes, key, new() { ["spec"] = new JsonObject { ["taints"] = null } }, null, TestContext.Current.CancellationToken);
        return node;
    }

    private static async Task RemoveAsync(TestBed bed, string node)
    {
        if (await bed.Cluster.Admin.TryGetAsync(ResourceTypes.Nodes, new("", node), TestContext.Current.CancellationToken) is not null)
        {
            await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Nodes, new("", node), null, TestContext.Current.CancellationToken);
        }
    }
}

/// <inheritdoc/>
public sealed class RbacOnEmbedded() : RbacTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class RbacOnControlPlane() : RbacTests(ClusterKind.ControlPlane);
