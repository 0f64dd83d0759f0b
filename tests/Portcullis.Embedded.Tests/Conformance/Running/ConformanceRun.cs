using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Embedded.Tests.Conformance.Comparing;
using Portcullis.Embedded.Tests.Conformance.Recorded;

namespace Portcullis.Embedded.Tests.Conformance.Running;

/// <summary>Puts every scenario to the embedded server once for each recording, and keeps what differed.</summary>
public sealed class ConformanceRun : IAsyncLifetime
{
    private const int AtOnce = 6;
    private const string Token = "conformance";

    private readonly ConcurrentDictionary<(string Release, string Scenario), ScenarioOutcome> _outcomes = new();
    private TimeSpan _took;

    /// <summary>What is wrong with a scenario: its recording is of another, or it differs in what is not on the list.</summary>
    internal IEnumerable<string> Wrong(string release, string scenario)
    {
        var outcome = _outcomes[(release, scenario)];
        return outcome.Changes.Select(c => $"{c}: record {release} anew with tests/conformance/record")
            .Concat(outcome.Differences.Where(d => !AcceptedDifferences.Against(release).Any(a => a.Covers(d))).Select(d => d.ToString()));
    }

    /// <summary>Every difference from a release that was found.</summary>
    internal IEnumerable<Difference> Found(string release) =>
        _outcomes.Where(o => o.Key.Release == release).SelectMany(o => o.Value.Differences);

    /// <summary>How many exchanges there were, and how they went.</summary>
    internal string Summary(string release)
    {
        var total = Scenarios.All.Sum(s => s.Whole.Count());
        var differing = Found(release).GroupBy(d => d.Exchange).ToList();
        var unlisted = differing.Count(g => g.Any(d => !AcceptedDifferences.Against(release).Any(a => a.Covers(d))));
        return $"{release}: of {total} exchanges {total - differing.Count} agree in every field, {differing.Count - unlisted} but for what is listed, {unlisted} do not; all recordings took {_took.TotalSeconds:f1} s";
    }

    public async ValueTask InitializeAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var recordings = Recording.Releases.Select(Recording.Of).ToList();
        await Parallel.ForEachAsync(
            recordings.SelectMany(r => Scenarios.All, (recording, scenario) => (recording, scenario)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (item, cancellation) => _outcomes[(item.recording.Release, item.scenario.Name)] = await OutcomeAsync(item.recording, item.scenario, cancellation));
        _took = Stopwatch.GetElapsedTime(started);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<ScenarioOutcome> OutcomeAsync(Recording recording, Scenario scenario, CancellationToken cancellation)
    {
        if (!recording.Scenarios.TryGetValue(scenario.Name, out var recorded))
        {
            return new([$"{scenario.Name} was never recorded"], []);
        }

        if (recorded.Changes(scenario).ToList() is { Count: > 0 } changes)
        {
            return new(changes, []);
        }

        var answers = await AskEmbeddedAsync(scenario, recorded.Picks, cancellation);
        return new([], [.. recorded.Differences(scenario, answers)]);
    }

    private static async Task<IReadOnlyList<(Exchange Exchange, JsonNode Answer)>> AskEmbeddedAsync(Scenario scenario, Picks picks, CancellationToken cancellation)
    {
        var options = new EmbeddedClusterOptions { Simulate = false, ServiceCidr = "10.96.0.0/16", WatchHistory = scenario.WatchHistory, Token = Token };
        await using var cluster = await EmbeddedCluster.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        using var unknown = new HttpClient(cluster.CreateHandler()) { BaseAddress = cluster.Address };
        using var known = new HttpClient(cluster.CreateHandler()) { BaseAddress = cluster.Address };
        known.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await new ScenarioRun(scenario, picks, new Side(known, unknown, picks, recorded: false)).AnswersAsync(cancellation);
    }

    /// <summary>How one scenario went against one recording.</summary>
    /// <param name="Changes">In what it is not what was recorded; nothing was compared then.</param>
    /// <param name="Differences">In what the answers differ.</param>
    private sealed record ScenarioOutcome(IReadOnlyList<string> Changes, IReadOnlyList<Difference> Differences);
}
