using System.Text.Json;
using Portcullis.Testing;

namespace Portcullis.Tests.Cli.Policies.Isolation;

/// <summary>Whole clusters with the verdict that was measured or reasoned outside of this project; skipped where the vectors are absent.</summary>
public sealed class GuardCorpusTests
{
    [Fact]
    public async Task Every_cluster_gets_its_verdict()
    {
        Assert.SkipUnless(Corpora.TryFind(out var corpora), $"the conformance vectors are not at hand; {Corpora.Variable} names their folder");
        var folder = Path.Combine(corpora!, "guard");
        var rows = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expect.json"), TestContext.Current.CancellationToken)).RootElement.EnumerateObject().ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var terminal = new CapturedTerminal();
            var exit = (int)await terminal.RunAsync("policy", "check", "-f", Path.Combine(folder, row.Name + ".jsonl"), "-o", "json");

            var allowed = row.Value.GetProperty("exit") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Select(code => code.GetInt32()).ToList() : [row.Value.GetProperty("exit").GetInt32()];
            allowed.ShouldContain(exit, row.Name);
            var open = JsonDocument.Parse(terminal.Out).RootElement.GetProperty("statements").EnumerateArray()
                .Where(statement => statement.GetProperty("verdict").GetString() == "open").Select(statement => statement.GetProperty("id").GetString()).ToList();
            foreach (var id in row.Value.TryGetProperty("open", out var ids) ? ids.EnumerateArray().Select(id => id.GetString()) : [])
            {
                open.ShouldContain(id, row.Name);
            }
        }
    }
}
