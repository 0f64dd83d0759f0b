using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Pods;

public class PodEvaluateTests
{
    private const string Good = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"good"},"spec":{"containers":[{"name":"c","image":"i"}]}}""";
    private const string Bad = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"bad"},"spec":{"hostNetwork":true,"containers":[{"name":"c","image":"i"}]}}""";

    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public async Task Each_object_gets_its_line_in_the_documented_shape()
    {
        _terminal.Input = $"{Good}\n{Bad}\n";

        (await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "baseline")).ShouldBe(ExitCode.No);

        _terminal.Out.Split('\n').ShouldBe(
        [
            """{"name":"good","allowed":true,"failures":[],"message":""}""",
            """{"name":"bad","allowed":false,"failures":[{"check":"hostNamespaces","reason":"host namespaces","detail":"hostNetwork=true"}],"message":"host namespaces (hostNetwork=true)"}""",
            "",
        ]);
    }

    [Fact]
    public async Task Version_and_level_are_those_that_are_asked_for()
    {
        _terminal.Input = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"securityContext":{"runAsNonRoot":true},"containers":[{"name":"c","image":"i"}]}}""";

        (await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "restricted", "--version", "v1.7")).ShouldBe(ExitCode.Good);
    }

    [Fact]
    public async Task Workloads_are_judged_by_their_templates_and_the_same_name_may_come_twice()
    {
        _terminal.Input = $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: web}}\nspec: {{template: {{spec: {{hostPID: true, containers: [{{name: c, image: i}}]}}}}}}\n---\n{Good}\n---\n{Good}\n---\n{{apiVersion: v1, kind: Secret, metadata: {{name: s}}}}\n";

        await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "baseline");

        _terminal.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()).ShouldBe(["web", "good", "good"]);
        _terminal.Error.ShouldContain("note: 1 object not looked at: 1 Secret (default/s)");
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_rest_is_answered()
    {
        _terminal.Input = $"{Good}\n---\na: [\n---\n{{apiVersion: v1, kind: Pod, metadata: {{name: odd}}, spec: {{containers: 3}}}}\n---\n{Bad}\n";

        (await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "baseline")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Out.TrimEnd().Split('\n').Length.ShouldBe(2);
        _terminal.Error.ShouldContain("(document 2): broken YAML");
        _terminal.Error.ShouldContain("(document 3): Pod default/odd: ");
    }

    [Fact]
    public async Task Answers_come_before_the_stream_ends()
    {
        var terminal = new CapturedTerminal { InputReader = new HangingInput($"{Good}\n") };
        using var stop = new CancellationTokenSource();

        var run = terminal.RunAsync(stop.Token, "pod", "evaluate", "-f", "-", "--level", "baseline");
        await terminal.WaitForOutAsync("\"name\":\"good\"");
        await stop.CancelAsync();

        (await run).ShouldBe(ExitCode.CannotAnswer);
    }

    [Fact]
    public async Task People_get_a_table()
    {
        _terminal.Input = $"{Good}\n{Bad}\n";

        await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "baseline", "-o", "table");

        _terminal.Out.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            "KIND   NAME           VERDICT     CHECK            WHY",
            "Pod    default/good   allowed",
            "Pod    default/bad    forbidden   hostNamespaces   host namespaces: hostNetwork=true",
            "",
        ]);
    }

    [Theory]
    [InlineData("strict", "latest", "\"strict\" is no level")]
    [InlineData("baseline", "1.25", "\"1.25\" is no version")]
    public async Task Level_and_version_that_do_not_exist_are_refused(string level, string version, string complaint)
    {
        (await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", level, "--version", version)).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain(complaint);
    }

    [Fact]
    public async Task Nothing_to_judge_cannot_be_answered()
    {
        _terminal.Input = "{apiVersion: v1, kind: Secret, metadata: {name: s}}";

        (await _terminal.RunAsync("pod", "evaluate", "-f", "-", "--level", "baseline")).ShouldBe(ExitCode.CannotAnswer);
    }

    /// <summary>Gives its text, then nothing until it is cancelled, as a pipe does whose writer thinks.</summary>
    private sealed class HangingInput(string text) : TextReader
    {
        private int _at;

        public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (_at == text.Length)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            text.AsMemory(_at).CopyTo(buffer);
            var read = text.Length - _at;
            _at = text.Length;
            return read;
        }
    }
}
