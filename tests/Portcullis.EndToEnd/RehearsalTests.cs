using Microsoft.Extensions.Logging;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>Before the service says that it is ready it has played a create through, and nothing of it is to be seen.</summary>
public abstract class RehearsalTests(ClusterKind kind)
{
    private const string Category = "Portcullis.Hosting.Rehearsing.Rehearsal";

    [Theory]
    [InlineData("baseline")]
    [InlineData("restricted")]
    public async Task Create_is_rehearsed_to_its_end_and_leaves_one_line_in_the_log(string profile)
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { DefaultProfile = profile });
        (await bed.Api.GetAsync("/readyz")).ShouldBe(200);
        var line = bed.Logs.Entries.Where(entry => entry.Category == Category).ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Debug);
        line.Text.ShouldStartWith("a create was rehearsed: 201 ");
        bed.Logs.Entries.Where(entry => entry.Text.Contains("rehears", StringComparison.OrdinalIgnoreCase)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_of_it_reaches_the_cluster_the_stacks_or_the_metrics()
    {
        await using var bed = await TestBed.StartAsync(kind);

        // A Service is sent to be refused, where no object tells the range of Services: the refusal names it.
        bed.Cluster.Seen.Keys.ShouldNotContain(request => request.Verb == "create" && (request.Resource == "pods" || request.Resource == "secrets"));
        (await bed.Cluster.Admin.ListAsync(ResourceTypes.Services, bed.Settings.Namespace, null, TestContext.Current.CancellationToken)).Items.ShouldBeEmpty();
        (await bed.Api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
        bed.Host.Stacks.Catalog.List().ShouldBeEmpty();
        (await bed.Api.GetAsync("/metrics")).ShouldBe(200).Text.ShouldNotContain("rehears");
    }

    [Fact]
    public async Task Rehearsal_that_fails_keeps_nobody_waiting()
    {
        // No manifest can be admitted under this.
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { MaxMemory = Quantity.Parse("1") });
        (await bed.Api.GetAsync("/readyz")).ShouldBe(200);
        bed.Logs.Entries.Where(entry => entry.Category == Category).ShouldHaveSingleItem().Text.ShouldStartWith("the rehearsal of a create was cut short: invalid input");
    }
}

/// <inheritdoc/>
public sealed class RehearsalOnEmbedded() : RehearsalTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class RehearsalOnControlPlane() : RehearsalTests(ClusterKind.ControlPlane);
