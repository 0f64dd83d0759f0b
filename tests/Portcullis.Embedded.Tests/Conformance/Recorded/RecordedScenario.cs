using System.Text.Json.Nodes;
using Portcullis.Embedded.Tests.Conformance.Comparing;

namespace Portcullis.Embedded.Tests.Conformance.Recorded;

/// <summary>One scenario of a recording.</summary>
/// <param name="Picks">What the recording chose.</param>
/// <param name="Answers">In the order of the exchanges.</param>
internal sealed record RecordedScenario(Picks Picks, IReadOnlyList<RecordedAnswer> Answers)
{
    /// <summary>In what the scenario is no longer what was recorded, exchange by exchange; empty when it is.</summary>
    public IEnumerable<string> Changes(Scenario scenario)
    {
        var now = scenario.Whole.ToList();
        foreach (var exchange in now)
        {
            if (Answers.FirstOrDefault(a => a.Exchange == exchange.Name) is not { } answer)
            {
                yield return $"{scenario.Name}/{exchange.Name} was never recorded";
            }
            else if (answer.Request != exchange.Fingerprint)
            {
                yield return $"{scenario.Name}/{exchange.Name} is another request than was recorded";
            }
        }

        foreach (var gone in Answers.Where(a => !now.Any(e => e.Name == a.Exchange)))
        {
            yield return $"{scenario.Name}/{gone.Exchange} was recorded and is asked no more";
        }

        if (now.Select(e => e.Name).Intersect(Answers.Select(a => a.Exchange)).SequenceEqual(Answers.Select(a => a.Exchange).Intersect(now.Select(e => e.Name))) is false)
        {
            yield return $"{scenario.Name} has another order than was recorded";
        }
    }

    /// <summary>In what a server's answers differ from those that were recorded.</summary>
    public IEnumerable<Difference> Differences(Scenario scenario, IReadOnlyList<(Exchange Exchange, JsonNode Answer)> answers) =>
        answers.Zip(Answers).SelectMany(pair => Difference.BetweenAnswers($"{scenario.Name}/{pair.First.Exchange.Name}", pair.Second.Answer, pair.First.Answer));
}
