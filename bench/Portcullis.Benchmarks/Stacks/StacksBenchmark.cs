using System.Collections.Concurrent;
using System.Globalization;
using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.ControlPlane;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>Measures the service as its callers see it: over loopback HTTP, with the cluster in another process.</summary>
internal static class StacksBenchmark
{
    // Until the compiler has made its last version of what is measured, in all three processes.
    private const int Warmup = 900;
    private const int Pairs = 300;
    private const int Listed = 1000;
    private const int Ports = 1767;
    private static readonly TimeSpan LongestBurst = TimeSpan.FromMinutes(10);

    private const int Callers = 64;

    /// <summary>Measures, and answers with one line of JSON.</summary>
    /// <param name="kubeconfig">The administrator's way into a real control plane; null measures over the embedded cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> RunAsync(string? kubeconfig, CancellationToken cancellationToken)
    {
        await Say($"on {Environment.ProcessorCount} cores; takes some minutes");
        await Say("start to ready, embedded");
        var ready = await ReadyAsync(cancellationToken);

        await using var cluster = kubeconfig is null ? await BenchCluster.EmbeddedAsync(cancellationToken) : await BenchCluster.RealAsync(kubeconfig, cancellationToken);
        await using var service = await Child.StartAsync(
            ["serve", "--kubeconfig", cluster.Kubeconfig, "--listen", "127.0.0.1:0"],
            new Dictionary<string, string> { ["API_KEY"] = Provisioner.Key, ["STACK_NAMESPACE"] = cluster.Namespace },
            cancellationToken);
        using var caller = new Provisioner(service.Address);
        await caller.WaitUntilReadyAsync(cancellationToken);
        using var client = TestCluster.Client(kubeconfig ?? cluster.Kubeconfig);
        using var metrics = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = service.Address };
        var requests = new ClusterRequests(metrics);

        await Say("create, against the same two POSTs and watch by hand");
        var (ours, byHand) = await CreateAsync(caller, client, cluster.Namespace, cancellationToken);

        await Say($"list of {Listed}");
        var ids = new ConcurrentBag<string>();
        await BurstAsync(caller, Listed, ids, cancellationToken);
        var before = await requests.CountAsync(cancellationToken);
        var list = new Samples();
        for (var i = 0; i < 100; i++)
        {
            await list.MeasureAsync(() => caller.ListAsync(cancellationToken));
        }

        var listRequests = await requests.CountAsync(cancellationToken) - before;

        await Say("a minute at rest");
        await QuietAsync(requests, cancellationToken);
        before = await requests.CountAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, cancellationToken);
        var idle = await requests.CountAsync(cancellationToken) - before;
        await DeleteAllAsync(caller, ids, cancellationToken);

        await Say($"burst of {Ports} by {Callers} callers");
        ids.Clear();
        var burst = new Samples();
        await burst.MeasureAsync(() => BurstAsync(caller, Ports, ids, cancellationToken));
        var rss = service.ResidentBytes();
        await DeleteAllAsync(caller, ids, cancellationToken);

        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"create_ratio": {{ours / byHand:0.00}}, "create_p50_ms": {{ours:0.00}}, "list_1000_ms": {{list.Median():0.00}}, "list_api_requests": {{listRequests}}, "idle_requests_per_min": {{idle}}, "burst_1767_s": {{burst.Median() / 1000:0.00}}, "rss_mb_1767": {{rss / 1048576.0:0.0}}, "ready_ms": {{ready:0}}}""");
    }

    private static async Task<double> ReadyAsync(CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var i = 0; i < 5; i++)
        {
            Child? child = null;
            await samples.MeasureAsync(async () =>
            {
                child = await Child.StartAsync(
                    ["serve", "--embedded", "--listen", "127.0.0.1:0", "--no-listeners"], new Dictionary<string, string> { ["API_KEY"] = Provisioner.Key }, cancellationToken);
                using var caller = new Provisioner(child.Address);
                await caller.WaitUntilReadyAsync(cancellationToken);
            });
            await child!.DisposeAsync();
        }

        return samples.Median();
    }

    // Turn by turn, so that whatever else the machine does disturbs both alike.
    private static async Task<(double Ours, double ByHand)> CreateAsync(Provisioner caller, KubernetesClient client, string ns, CancellationToken cancellationToken)
    {
        await using var hand = await ByHand.StartAsync(client, ns, cancellationToken);
        var (ours, byHand) = (new Samples(), new Samples());
        for (var i = -Warmup; i < Pairs; i++)
        {
            string? id = null;
            await (i < 0 ? new Samples() : ours).MeasureAsync(async () => id = await caller.TryCreateAsync(cancellationToken));
            await caller.DeleteAsync(id!, cancellationToken);
            (NamespacedName Service, NamespacedName Pod) made = default;
            await (i < 0 ? new Samples() : byHand).MeasureAsync(async () => made = await hand.CreateAsync(cancellationToken));
            await hand.DeleteAsync(made, cancellationToken);
        }

        return (ours.Median(), byHand.Median());
    }

    /// <summary>Makes stacks, many at a time; whoever is told to come again does.</summary>
    internal static async Task BurstAsync(Provisioner caller, int count, ConcurrentBag<string> ids, CancellationToken cancellationToken)
    {
        // Others' Services may hold ports that this waits for.
        using var patience = new CancellationTokenSource(LongestBurst);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = stop.Token }, async (_, token) =>
        {
            // A cluster that takes longer than callers are kept waiting says so, and they come again.
            string? id;
            do
            {
                id = await caller.TryCreateAsync(token);
            }
            while (id is null);
            ids.Add(id);
        });
    }

    private static Task DeleteAllAsync(Provisioner caller, IEnumerable<string> ids, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        ids,
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
        async (id, token) => await caller.DeleteAsync(id, token));

    // Until the requests of the work before have all been answered.
    private static async Task QuietAsync(ClusterRequests requests, CancellationToken cancellationToken)
    {
        long last;
        do
        {
            last = await requests.CountAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellationToken);
        }
        while (await requests.CountAsync(cancellationToken) != last);
    }

    private static Task Say(string text) => Console.Error.WriteLineAsync(text);
}
