using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Api;
using Portcullis.Client;
using Portcullis.Embedded;
using Portcullis.EndToEnd.Support;
using Portcullis.Hosting;
using Portcullis.Model;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The embedded cluster goes away and another one, empty, answers on the same port.</summary>
public sealed class RestartedClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cluster_that_started_empty_is_seen_as_it_is_and_proven_not_before()
    {
        using var quiet = LoggerFactory.Create(_ => { });
        var first = await StartAsync(0, quiet);
        var port = first.Address.Port;
        var logs = new ListLoggerProvider();
        using var client = new KubernetesClient(new SocketsHttpHandler { UseProxy = false }, first.Address, new KubernetesClientOptions(), TimeProvider.System);
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

        KubernetesClient? admin = null;
        var watch = new ProofWatch(api, async () => admin is not null && await admin.TryGetAsync(ResourceTypes.NetworkPolicies, new("stacks", "portcullis-walls"), Ct) is not null);
        var watching = watch.RunAsync(Ct);
        await first.DisposeAsync();
        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(api) != "proven", cancellationToken: Ct);
        watch.Restored();
        await using var second = await StartAsync(port, quiet);
        using var goesRound = admin = new KubernetesClient(second.CreateHandler(), second.Address, new KubernetesClientOptions(), TimeProvider.System);

        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(api) == "proven", cancellationToken: Ct);
        watch.Stop();
        await watching;
        watch.FalseProofs.ShouldBeEmpty();
        (await api.GetAsync("/stacks")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
        host.Stacks.FreeNodePorts.ShouldBe(32767 - 31001 + 1);
        (await admin.ListAsync(ResourceTypes.NetworkPolicies, "stacks", null, Ct)).Items.Select(policy => policy.Metadata.Name).ShouldContain("portcullis-walls");
        logs.Entries.ShouldContain(entry => entry.Text.StartsWith("this is another cluster: ", StringComparison.Ordinal));

        var made = (await api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await api.GetAsync($"/stacks/{made.StackId}")).ShouldBe(200);
        (await admin.ListAsync(ResourceTypes.Services, "stacks", null, Ct)).Items.ShouldHaveSingleItem().Metadata.Name.ShouldBe($"svc-{made.StackId}");
        (await api.GetAsync("/metrics")).Text.ShouldContain("portcullis_lists_total{source=\"network policies\",reason=\"");
    }

    private static Task<EmbeddedCluster> StartAsync(int port, ILoggerFactory logs) =>
        EmbeddedCluster.StartAsync(new() { Listen = new(IPAddress.Loopback, port) }, TimeProvider.System, logs, Ct);
}
