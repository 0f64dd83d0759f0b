using System.Text.Json.Nodes;
using Portcullis.Embedded.Tests.Conformance.Comparing;

namespace Portcullis.Embedded.Tests.Conformance.Running;

/// <summary>Puts one scenario to one server.</summary>
internal sealed class ScenarioRun(Scenario scenario, Picks picks, Side side)
{
    /// <summary>Every exchange in order, with the answer, normalised.</summary>
    public async Task<IReadOnlyList<(Exchange Exchange, JsonNode Answer)>> AnswersAsync(CancellationToken cancellation)
    {
        var normaliser = new Normaliser(picks, TimeProvider.System.GetUtcNow());
        var answers = new List<(Exchange, JsonNode)>();
        foreach (var exchange in scenario.Whole)
        {
            var reply = await side.SendAsync(exchange, cancellation);
            answers.Add((exchange, normaliser.Normalise(exchange.Name, exchange.Unordered ? reply.Sorted() : reply)));
        }

        return answers;
    }
}
