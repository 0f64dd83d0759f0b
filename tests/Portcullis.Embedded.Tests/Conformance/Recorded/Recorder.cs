using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Tests.Conformance.Running;

namespace Portcullis.Embedded.Tests.Conformance.Recorded;

/// <summary>Puts scenarios to a cluster, and makes a recording of what it answers.</summary>
/// <param name="http">Reaches the cluster as an administrator.</param>
/// <param name="anonymous">Reaches it without credentials.</param>
internal sealed class Recorder(HttpClient http, HttpClient anonymous)
{
    private const int AtOnce = 6;

    /// <summary>Records scenarios, and takes away what they made, whatever happens.</summary>
    /// <exception cref="InvalidOperationException">The cluster is in use, or what was made does not go away.</exception>
    public async Task<Recording> RecordAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellation)
    {
        var cluster = new RecordedCluster(http);
        var inTheWay = await cluster.InTheWayAsync();
        if (inTheWay.Count > 0)
        {
            throw new InvalidOperationException($"the cluster is in use, and nothing was asked of it: {string.Join(", ", inTheWay)}");
        }

        var run = $"c{Random.Shared.Next(0x10000).ToString("x4", CultureInfo.InvariantCulture)}";
        var picks = Picks.Draw(run, scenarios.Count, await cluster.NodePortsAsync(), Random.Shared);
        var recorded = new ConcurrentDictionary<string, RecordedScenario>();
        try
        {
            foreach (var turn in scenarios.Index().GroupBy(s => s.Item.Alone).OrderBy(g => g.Key))
            {
                await Parallel.ForEachAsync(turn, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (item, token) =>
                {
                    var chosen = picks(item.Index, item.Item.Name);
                    var answers = await new ScenarioRun(item.Item, chosen, new Side(http, anonymous, chosen, recorded: true)).AnswersAsync(token);
                    recorded[item.Item.Name] = new(chosen, [.. answers.Select(a => new RecordedAnswer(a.Exchange.Name, a.Exchange.Fingerprint, a.Answer))]);
                });
            }
        }
        finally
        {
            await cluster.CleanUpAsync(run, CancellationToken.None);
        }

        return new(await cluster.ReleaseAsync(), scenarios.ToDictionary(s => s.Name, s => recorded[s.Name]));
    }
}
