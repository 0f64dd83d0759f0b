using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Cli;
using Portcullis.Testing;

namespace Portcullis.Tests.Cli.Manifests;

public class ManifestShowTests
{
    private const string HalfACharacter = """{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": {"x": "\ud83d"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}""";

    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public async Task Objects_of_any_kind_are_shown_unchanged_a_line_each()
    {
        _terminal.Input = "kind: Some\napiVersion: example.org/v1\nspec: {no: yes, m: 010, text: \"é\"}\n---\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}, \"unknown\": null}\n";

        (await _terminal.RunAsync("manifest", "show", "-f", "-")).ShouldBe(ExitCode.Good);

        _terminal.Out.ShouldBe(
            """
            {"kind":"Some","apiVersion":"example.org/v1","spec":{"false":true,"m":8,"text":"é"}}
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"unknown":null}

            """, _terminal.Error);
    }

    [Fact]
    public async Task List_is_the_one_object_that_was_read()
    {
        _terminal.Input = "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n---\n{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"C\"}]}";

        (await _terminal.RunAsync("manifest", "show", "-f", "-")).ShouldBe(ExitCode.Good);

        _terminal.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            """{"apiVersion":"v1","kind":"PodList","items":[{"metadata":{"name":"a"}}]}""",
            """{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"C"}]}""",
        ]);
    }

    [Fact]
    public async Task Yaml_is_read_back_as_the_same()
    {
        _terminal.Input = "apiVersion: v1\nkind: A\ndata: {no: \"010\"}\n---\napiVersion: v1\nkind: B\n";
        await _terminal.RunAsync("manifest", "show", "-f", "-", "-o", "yaml");
        var again = new CapturedTerminal { Input = _terminal.Out };
        await again.RunAsync("manifest", "show", "-f", "-");

        again.Out.ShouldBe("{\"apiVersion\":\"v1\",\"data\":{\"false\":\"010\"},\"kind\":\"A\"}\n{\"apiVersion\":\"v1\",\"kind\":\"B\"}\n");
    }

    [Theory]
    [InlineData("kind: A\napiVersion: v1\n...\nkind: B\napiVersion: v1\n", "standard input, line 4")]
    [InlineData("kind: A\napiVersion: v1\n---\nkind: [\n", "standard input, line 5")]
    [InlineData("[{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}]", "write a List")]
    [InlineData("kind: A\n---\njust text\n", "standard input, line 3")]
    public async Task Refusal_shows_nothing_and_says_the_line(string text, string error)
    {
        _terminal.Input = text;

        (await _terminal.RunAsync("manifest", "show", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Out.ShouldBeEmpty();
        _terminal.Error.ShouldContain(error);
    }

    [Fact]
    public async Task Object_that_no_cluster_takes_is_told()
    {
        _terminal.Input = "kind: A\n";

        (await _terminal.RunAsync("manifest", "show", "-f", "-")).ShouldBe(ExitCode.Good);

        _terminal.Error.ShouldContain("it has no apiVersion");
    }

    [Theory]
    [InlineData("manifest", "show", "-f", "-")]
    [InlineData("policy", "matrix", "-f", "-")]
    [InlineData("policy", "lint", "-f", "-")]
    [InlineData("policy", "check", "-f", "-")]
    [InlineData("policy", "explain", "-f", "-", "--from", "default/a", "--to", "default/a", "--port", "80")]
    [InlineData("pod", "evaluate", "-f", "-", "--level", "baseline")]
    [InlineData("pod", "effective", "-f", "-")]
    public async Task Half_a_character_is_refused_by_every_command(params string[] command)
    {
        foreach (var text in new[] { HalfACharacter, "{\"\\ud83d\": 1}", "apiVersion: v1\nkind: Pod\nmetadata: {name: \"\\ud83d\"}\n", HalfACharacter.Replace("\"x\"", "\"\\udc00\"", StringComparison.Ordinal) })
        {
            var terminal = new CapturedTerminal { Input = text };

            (await terminal.RunAsync(command)).ShouldBe(ExitCode.CannotAnswer, terminal.Error);

            terminal.Error.ShouldContain("half a character");
        }
    }

    [Fact]
    public async Task Half_a_character_is_a_reason_against_a_pod()
    {
        _terminal.Input = HalfACharacter;

        (await _terminal.RunAsync("pod", "admit", "-f", "-", "-o", "json")).ShouldBe(ExitCode.No);

        _terminal.Out.ShouldContain("half a character");
    }

    /// <summary>Each stream is what kubectl's decoder reads of it; or it is refused. Few are refused that kubectl reads: docs/cli.md says which.</summary>
    [Fact]
    public async Task Corpus_is_read_as_kubectl_reads_it()
    {
        if (!Corpora.TryFind(out var path))
        {
            Assert.Skip($"no corpora: set {Corpora.Variable} to their folder");
        }

        var wrong = new List<string>();
        var refused = 0;
        foreach (var row in Corpora.Read(path, "yaml/streams"))
        {
            var id = row.GetProperty("id").GetString()!;
            var terminal = new CapturedTerminal { Input = row.GetProperty("text").GetString()! };
            var exit = await terminal.RunAsync("manifest", "show", "-f", "-");
            var isRead = row.TryGetProperty("docs", out var docs);
            if (exit == ExitCode.CannotAnswer)
            {
                refused += isRead ? 1 : 0;
                wrong.AddRange(terminal.Error.Contains(", line ", StringComparison.Ordinal) && terminal.Out.Length == 0 ? [] : [$"{id}: {terminal.Error}"]);
            }
            else if (!isRead || !Same(terminal.Out, docs))
            {
                wrong.Add($"{id}: {terminal.Out}");
            }
        }

        wrong.ShouldBeEmpty();
        refused.ShouldBeLessThanOrEqualTo(29);
    }

    private static bool Same(string lines, JsonElement docs)
    {
        var shown = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)).ToList();
        var expected = docs.EnumerateArray()
            .Select(doc => JsonNode.Parse(doc.GetRawText())).ToList();
        return shown.Count == expected.Count && shown.Zip(expected).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
    }
}
