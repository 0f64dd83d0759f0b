using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.ControlPlane;
using Portcullis.Embedded.Tests.Conformance.Comparing;

namespace Portcullis.Embedded.Tests.Conformance.Running;

/// <summary>Runs every scenario once on both servers, where there is a real one, and keeps what differed.</summary>
public sealed class ConformanceRun : IAsyncLifetime
{
    private const int AtOnce = 6;
    private const string EmbeddedToken = "conformance";

    private readonly ConcurrentDictionary<string, IReadOnlyList<Difference>> _differences = new();

    /// <summary>Why nothing was run; null when it was.</summary>
    public string? Skipped { get; private set; }

    /// <summary>The differences of a scenario that are not on the list.</summary>
    internal IEnumerable<Difference> Unexpected(string scenario) =>
        _differences[scenario].Where(d => !AcceptedDifferences.All.Any(a => a.Covers(d)));

    /// <summary>How many exchanges there were, and how they went.</summary>
    internal string Summary
    {
        get
        {
            var total = Scenarios.All.Sum(s => s.Exchanges.Count + 1);
            var differing = Found.GroupBy(d => d.Exchange).ToList();
            var unlisted = differing.Count(g => g.Any(d => !AcceptedDifferences.All.Any(a => a.Covers(d))));
            return $"{total} exchanges: {total - differing.Count} agree in every field, {differing.Count - unlisted} but for what is listed, {unlisted} do not";
        }
    }

    /// <summary>Every difference that was found.</summary>
    internal IEnumerable<Difference> Found => _differences.Values.SelectMany(d => d);

    public async ValueTask InitializeAsync()
    {
        if (TestCluster.Kubeconfig is not { } kubeconfig)
        {
            Skipped = TestCluster.HowToHaveOne;
            return;
        }

        var access = TestCluster.Access(kubeconfig);
        using var http = new HttpClient(access.CreateHandler(TimeProvider.System)) { BaseAddress = access.Server };
        if (!await RealCluster.IsComparedReleaseAsync(http))
        {
            Skipped = "the list of accepted differences is against Kubernetes 1.20, and this cluster is another release";
            return;
        }

        using var anonymous = RealCluster.Anonymous(access.Server);
        await RunAsync(http, anonymous);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task RunAsync(HttpClient real, HttpClient anonymous)
    {
        var run = $"c{Random.Shared.Next(0x10000).ToString("x4", CultureInfo.InvariantCulture)}";
        var scenarios = Scenarios.All;
        var picks = Picks.Draw(run, scenarios.Count, await RealCluster.NodePortsAsync(real), Random.Shared);
        try
        {
            await Parallel.ForEachAsync(scenarios.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, cancellation) =>
                _differences[item.Item.Name] = await CompareAsync(item.Item, picks(item.Index, item.Item.Name), real, anonymous, cancellation));
        }
        finally
        {
            await RealCluster.CleanUpAsync(real, run);
        }
    }

    private static async Task<IReadOnlyList<Difference>> CompareAsync(Scenario scenario, Picks picks, HttpClient http, HttpClient anonymous, CancellationToken cancellation)
    {
        var options = new EmbeddedClusterOptions { Simulate = false, ServiceCidr = "10.96.0.0/16", WatchHistory = scenario.WatchHistory, Token = EmbeddedToken };
        await using var cluster = await EmbeddedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        using var unknown = new HttpClient(cluster.CreateHandler()) { BaseAddress = cluster.Address };
        using var known = new HttpClient(cluster.CreateHandler()) { BaseAddress = cluster.Address };
        known.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EmbeddedToken);
        var (real, embedded) = (new Side(http, anonymous, picks, isReal: true), new Side(known, unknown, picks, isReal: false));
        var now = TimeProvider.System.GetUtcNow();
        var (realNormaliser, embeddedNormaliser) = (new Normaliser(picks, now), new Normaliser(picks, now));
        var found = new List<Difference>();
        foreach (var exchange in scenario.Exchanges.Prepend(OwnNamespace))
        {
            var replies = await Task.WhenAll(real.SendAsync(exchange, cancellation), embedded.SendAsync(exchange, cancellation));
            found.AddRange(Difference.BetweenAnswers(
                $"{scenario.Name}/{exchange.Name}",
                realNormaliser.Normalise(exchange.Name, exchange.Unordered ? replies[0].Sorted() : replies[0]),
                embeddedNormaliser.Normalise(exchange.Name, exchange.Unordered ? replies[1].Sorted() : replies[1])));
        }

        return found;
    }

    private static Exchange OwnNamespace { get; } =
        Ask.Post("own-namespace", "/api/v1/namespaces", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"$(ns)"}}""");
}
