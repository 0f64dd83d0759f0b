using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Api;
using Portcullis.Client.Requests;
using Portcullis.EndToEnd.Support;
using Portcullis.Hosting;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;
using Portcullis.Testing.Logging;

namespace Portcullis.EndToEnd;

/// <summary>The embedded cluster goes away and another one, empty, answers on the same port.</summary>
[Trait(Smoke.Trait, Smoke.Part)]
public sealed class RestartedClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Told to stop, it ends its watches in order; killed, it does not.
    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Cluster_that_started_empty_is_seen_as_it_is_and_proven_not_before(string signal)
    {
        await using var first = await StartAsync(0);
        var logs = new ListLoggerProvider();
        using var client = ClientOf(first.Address);
        using var admin = ClientOf(first.Address);
        await using var host = await PortcullisHost.StartAsync(
            new() { Api = new() { Listen = new(IPAddress.Loopback, 0), Keys = new([new Portcullis.Configuration.Secret(TestBed.Key)]) } },
            client,
            new ClusterFacts(Simulated: true),
            TimeProvider.System,
            logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug),
            Ct);
        using var api = new ApiCaller(host.Address, TestBed.Key);
        await host.Stacks.WaitForSyncAsync(Ct);
        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(api) == "proven", cancellationToken: Ct);
        for (var i = 0; i < 3; i++)
        {
            (await api.CreateAsync(Manifests.Create())).ShouldBe(201);
        }

        var watch = new ProofWatch(api, async () => await admin.TryGetAsync(ResourceTypes.NetworkPolicies, new("stacks", "portcullis-walls"), Ct) is not null);
        var watching = watch.RunAsync(Ct);
        await first.SignalAsync(signal);
        await first.WaitForExitAsync();

        // Gone for good, and in this moment nothing is proven any more.
        await Eventually.TrueAsync(async () => (await ProofWatch.ProvenAsync(api)).Count == 0, cancellationToken: Ct);
        watch.Restored();
        await using var second = await StartAsync(first.Address.Port);
        var isBack = TimeProvider.System.GetTimestamp();

        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(api) == "proven", cancellationToken: Ct);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"proven again {TimeProvider.System.GetElapsedTime(isBack).TotalSeconds:0.0} s after the cluster's return"));
        watch.Stop();
        await watching;
        watch.FalseProofs.ShouldBeEmpty();
        (await api.GetAsync("/stacks")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
        host.Stacks.FreeNodePorts.ShouldBe(32767 - 31001 + 1);
        logs.Entries.ShouldContain(entry => entry.Text.StartsWith("this is another cluster: ", StringComparison.Ordinal));

        var made = (await api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await api.GetAsync($"/stacks/{made.StackId}")).ShouldBe(200);
        (await admin.ListAsync(ResourceTypes.Services, "stacks", null, Ct)).Items.ShouldHaveSingleItem().Metadata.Name.ShouldBe($"svc-{made.StackId}");
    }

    private static Task<ProgramProcess> StartAsync(int port) =>
        ProgramProcess.StartAsync(["cluster", "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--no-listeners"]);

    private static KubernetesClient ClientOf(Uri address) => new(new SocketsHttpHandler { UseProxy = false }, address, new KubernetesClientOptions(), TimeProvider.System);
}
