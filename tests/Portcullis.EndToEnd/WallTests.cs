using System.Text.Json.Nodes;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The walls stand before the first stack, and go on standing whatever is done to them.</summary>
public abstract class WallTests(ClusterKind kind)
{
    private const string Walls = "portcullis-walls";
    private const string Egress = "portcullis-egress-internet";

    [Fact]
    public async Task Walls_stand_once_the_service_is_ready()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var nodes = await bed.Cluster.Admin.ListAsync(ResourceTypes.Nodes, null, null, TestContext.Current.CancellationToken);
        var service = await bed.Cluster.Admin.GetAsync(ResourceTypes.Services, new("default", "kubernetes"), TestContext.Current.CancellationToken);

        var walls = await GetAsync(bed, Walls);
        (walls.Spec!.PodSelector is { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } }).ShouldBeTrue();
        walls.Spec.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        walls.Spec.Egress.ShouldBeNull();
        var players = walls.Spec.Ingress!.ShouldHaveSingleItem().From!.ShouldHaveSingleItem().IpBlock!;
        players.Cidr.ShouldBe("0.0.0.0/0");
        foreach (var node in nodes.Items)
        {
            players.Except!.ShouldContain(node.Spec!.PodCIDR!);
            foreach (var address in node.Status!.Addresses!.Where(address => address.Type != "Hostname"))
            {
                players.Except!.ShouldContain($"{address.Address}/32");
            }
        }

        var internet = (await GetAsync(bed, Egress)).Spec!.Egress!.ShouldHaveSingleItem().To!.ShouldHaveSingleItem().IpBlock!;
        internet.Except!.Select(System.Net.IPNetwork.Parse).ShouldContain(range => range.Contains(System.Net.IPAddress.Parse(service.Spec!.ClusterIP!)));
        internet.Except!.ShouldContain("169.254.0.0/16");
    }

    [Fact]
    public async Task Deleted_walls_come_back()
    {
        await using var bed = await TestBed.StartAsync(kind);
        foreach (var name in (string[])[Walls, Egress])
        {
            var before = await GetAsync(bed, name);
            await bed.Cluster.Admin.DeleteAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, name), null, TestContext.Current.CancellationToken);
            await Eventually.PassesAsync(
                async () =>
                {
                    var after = await GetAsync(bed, name);
                    after.Metadata.Uid.ShouldNotBe(before.Metadata.Uid);
                    Json(after).ShouldBe(Json(before));
                },
                cancellationToken: TestContext.Current.CancellationToken);
        }

        bed.Logs.Entries.ShouldContain(entry => entry.Text.Contains("put back the wall"));
    }

    [Fact]
    public async Task Changed_walls_are_made_as_they_were()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var before = await GetAsync(bed, Walls);
        var hole = new JsonObject { ["spec"] = new JsonObject { ["ingress"] = new JsonArray(new JsonObject()), ["egress"] = new JsonArray(new JsonObject()) } };

        await bed.Cluster.Admin.MergePatchAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, Walls), hole, null, TestContext.Current.CancellationToken);

        await Eventually.PassesAsync(async () => Json(await GetAsync(bed, Walls)).ShouldBe(Json(before)), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Walls_follow_the_addresses_of_nodes_and_services()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var name = $"worker-{bed.Settings.Namespace}";
        var key = new NamespacedName("", name);
        await bed.Cluster.Admin.CreateAsync(ResourceTypes.Nodes, null, new() { Metadata = new() { Name = name }, Spec = new() { Unschedulable = true } }, TestContext.Current.CancellationToken);
        try
        {
            var address = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = "203.0.113.77" });
            await bed.Cluster.Admin.MergePatchAsync(ResourceTypes.Nodes, key, new() { ["status"] = new JsonObject { ["addresses"] = address } }, "status", TestContext.Current.CancellationToken);
            await Eventually.PassesAsync(async () => Excepted(await GetAsync(bed, Walls)).ShouldContain("203.0.113.77/32"), cancellationToken: TestContext.Current.CancellationToken);
        }
        finally
        {
            await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Nodes, key, null, TestContext.Current.CancellationToken);
        }

        await Eventually.PassesAsync(async () => Excepted(await GetAsync(bed, Walls)).ShouldNotContain("203.0.113.77/32"), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Other_policies_and_walls_of_another_team_are_left_alone()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { ManageWalls = false, Mode = Stacks.Isolation.IsolationMode.Off });
        (await bed.Cluster.Admin.TryGetAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, Walls), TestContext.Current.CancellationToken)).ShouldBeNull();
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    private static Task<NetworkPolicy> GetAsync(TestBed bed, string name) =>
        bed.Cluster.Admin.GetAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, name), TestContext.Current.CancellationToken);

    private static IReadOnlyList<string> Excepted(NetworkPolicy walls) => walls.Spec!.Ingress![0].From![0].IpBlock!.Except!;

    private static string Json(NetworkPolicy policy) => System.Text.Json.JsonSerializer.Serialize(policy.Spec!, Model.Json.ModelJson.Default.NetworkPolicySpec);
}

/// <inheritdoc/>
public sealed class WallsOnEmbedded() : WallTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class WallsOnControlPlane() : WallTests(ClusterKind.ControlPlane);
