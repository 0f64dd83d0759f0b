using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Hosting;

namespace Portcullis.EndToEnd;

/// <summary>What stands in the way is said at the start.</summary>
public abstract class StartupChecksTests(ClusterKind kind)
{
    [Fact]
    public async Task Cluster_that_fits_is_let_pass()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await StartupChecks.RunAsync(bed.ProgramClient, bed.Settings, TestContext.Current.CancellationToken)).Obstacles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Missing_namespace_is_named()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var obstacles = (await StartupChecks.RunAsync(bed.ProgramClient, bed.Settings with { Namespace = "nowhere" }, TestContext.Current.CancellationToken)).Obstacles;
        obstacles.ShouldHaveSingleItem().ShouldContain("kubectl create namespace nowhere");
    }

    [Fact]
    public async Task One_public_host_for_several_nodes_is_refused_unless_every_node_answers()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var settings = bed.Settings with { PublicHost = "ctf.example" };
        (await StartupChecks.RunAsync(bed.ProgramClient, settings, TestContext.Current.CancellationToken)).Obstacles.ShouldHaveSingleItem().ShouldContain("STACK_PUBLIC_HOST");
        (await StartupChecks.RunAsync(bed.ProgramClient, settings with { ExternalTrafficPolicy = "Cluster" }, TestContext.Current.CancellationToken)).Obstacles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Api_server_that_is_away_is_an_obstacle()
    {
        await using var bed = await TestBed.StartAsync(kind);
        bed.Cluster.Faults.TakeDown();
        (await StartupChecks.RunAsync(bed.ProgramClient, bed.Settings, TestContext.Current.CancellationToken)).Obstacles.Count.ShouldBe(1);
    }
}

/// <inheritdoc/>
public sealed class StartupChecksOnEmbedded() : StartupChecksTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class StartupChecksOnControlPlane() : StartupChecksTests(ClusterKind.ControlPlane);
