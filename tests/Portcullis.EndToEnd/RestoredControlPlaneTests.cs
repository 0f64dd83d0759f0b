using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.ControlPlane;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;
using Portcullis.Testing;
using Portcullis.Testing.Logging;

namespace Portcullis.EndToEnd;

/// <summary>The data of a real API server is put back to what it was before there were walls and stacks.</summary>
[Collection(ControlPlaneRuns.Name)]
public sealed class RestoredControlPlaneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]

    // Written to until its versions have passed those that were seen, before the service comes back to it.
    [InlineData(true)]
    public async Task Restored_cluster_is_seen_as_it_is_and_proven_not_before(bool isWrittenPast)
    {
        await using var plane = await PrivateControlPlane.StartAsync(Ct);
        await using var kubelets = await KubeletStandIn.StartAsync(TestCluster.Client(plane.Kubeconfig), Ct);
        await using var cluster = await ControlPlaneUnderTest.StartAsync(plane.Kubeconfig, Ct);
        await plane.KeepDataAsync(Ct);

        var logs = new ListLoggerProvider();
        await using var service = await ServiceUnderTest.StartAsync(
            cluster,
            new() { Namespace = cluster.Namespace },
            new Portcullis.Configuration.ApiSettings { Listen = new(IPAddress.Loopback, 0), Keys = new([new Portcullis.Configuration.Secret(TestBed.Key)]) },
            logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug));
        await ProvenAsync(service.Api);
        for (var i = 0; i < 2; i++)
        {
            (await service.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        }

        var seen = await VersionAsync(cluster);
        var watch = new ProofWatch(service.Api, async () => await cluster.Admin.TryGetAsync(ResourceTypes.NetworkPolicies, new(cluster.Namespace, "portcullis-walls"), Ct) is not null);
        var watching = watch.RunAsync(Ct);
        if (isWrittenPast)
        {
            cluster.Faults.TakeDown();
        }

        var restoring = plane.RestoreDataAsync(Ct);
        await Eventually.TrueAsync(async () => (await ProofWatch.ProvenAsync(service.Api)).Count == 0, cancellationToken: Ct);
        watch.Restored();
        await restoring;
        var isBack = TimeProvider.System.GetTimestamp();
        if (isWrittenPast)
        {
            await WritePastAsync(cluster, seen);
            isBack = TimeProvider.System.GetTimestamp();
            cluster.Faults.BringUp();
        }

        await ProvenAsync(service.Api);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"proven again {TimeProvider.System.GetElapsedTime(isBack).TotalSeconds:0.0} s after the API server's return"));
        watch.Stop();
        await watching;
        watch.FalseProofs.ShouldBeEmpty();
        (await service.Api.GetAsync("/stacks")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
        (await cluster.Admin.ListAsync(ResourceTypes.NetworkPolicies, cluster.Namespace, null, Ct)).Items.Select(policy => policy.Metadata.Name).ShouldContain("portcullis-walls");
        if (!isWrittenPast)
        {
            logs.Entries.ShouldContain(entry => entry.Text.StartsWith("the cluster went back: ", StringComparison.Ordinal));
        }

        var made = (await service.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await cluster.Admin.ListAsync(ResourceTypes.Services, cluster.Namespace, null, Ct)).Items.ShouldHaveSingleItem().Metadata.Name.ShouldBe($"svc-{made.StackId}");
    }

    private static Task ProvenAsync(ApiCaller api) => Eventually.PassesAsync(async () => (await ProofWatch.ProvenAsync(api)).ShouldContain("S3"), cancellationToken: Ct);

    private static async Task<ulong> VersionAsync(ClusterUnderTest cluster) =>
        ulong.Parse((await cluster.Admin.ListAsync(ResourceTypes.ConfigMaps, cluster.Namespace, null, Ct)).Metadata.ResourceVersion!, CultureInfo.InvariantCulture);

    private static async Task WritePastAsync(ClusterUnderTest cluster, ulong seen)
    {
        while (await VersionAsync(cluster) < seen + 50)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 50),
                Ct,
                async (_, ct) => await cluster.Admin.CreateAsync(ResourceTypes.ConfigMaps, cluster.Namespace, new() { Metadata = new() { Name = $"some-{Guid.NewGuid():N}" } }, ct));
        }
    }
}
