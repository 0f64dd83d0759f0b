using System.Text.Json;
using System.Text.RegularExpressions;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;
using Portcullis.Testing;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Policy.Tests.Network;

/// <summary>docs/networkpolicy.md says what the evaluators say.</summary>
public sealed partial class DocumentTests
{
    private static readonly List<Example> Page = Read();

    public static TheoryData<string> Titles => [.. Page.Select(example => example.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Verdicts_of_the_page_are_those_of_both_evaluators(string title)
    {
        var example = Page.Single(example => example.Title == title);
        var objects = Objects(title == Page[0].Title ? example.Yaml : Page[0].Yaml + "\n---\n" + example.Yaml);
        var (reference, fast) = (ReferenceEvaluator.Create(objects), NetworkSnapshot.Build(objects));

        example.Questions.Select(told => $"{told.Question}: {Verdict(reference.Explain(told.Asked))}").ShouldBe(example.Questions.Select(told => $"{told.Question}: {told.Verdict}"));
        example.Questions.Select(told => $"{told.Question}: {Verdict(fast.Explain(told.Asked))}").ShouldBe(example.Questions.Select(told => $"{told.Question}: {told.Verdict}"));
        foreach (var told in example.Questions.Where(told => told.Verdict != "no answer"))
        {
            fast.TryAsk(told.Asked, out var answer).ShouldBeTrue();
            answer.ShouldBe(told.Verdict.StartsWith("allowed", StringComparison.Ordinal) ? Reachability.Allowed : Reachability.Denied, told.Question);
        }
    }

    [Fact]
    public void Every_section_with_objects_has_questions() => Page.Where(example => example.Questions.Count == 0).Select(example => example.Title).ShouldBeEmpty();

    private static string Verdict(NetworkAnswer answer) => answer switch
    {
        NetworkAnswer.Judged { Verdict: var verdict } => (verdict.Allowed ? "allowed" : "denied") + (verdict.Caveats.Count > 0 ? ", not provable" : ""),
        _ => "no answer",
    };

    private static List<Example> Read()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "networkpolicy.md")).ReplaceLineEndings("\n");
        var titles = Title().Matches(text);
        return
        [
            .. from block in YamlBlock().Matches(text)
               let title = titles.Last(title => title.Index < block.Index).Groups[1].Value
               let told = block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Told(QuestionLine().Match(line)))
               select new Example(title, block.Groups[1].Value, [.. told]),
        ];
    }

    private static (string, NetworkQuestion, string) Told(Match line)
    {
        line.Success.ShouldBeTrue();
        ProtocolPort.TryParse(line.Groups["port"].Value, out var port).ShouldBeTrue();
        var (from, to) = (NetworkEndpoint.Parse(line.Groups["from"].Value), NetworkEndpoint.Parse(line.Groups["to"].Value));
        return ($"{from} -> {to} {port}", new NetworkQuestion(from.ShouldNotBeNull(), to.ShouldNotBeNull(), port), line.Groups["verdict"].Value);
    }

    private static ClusterObjects Objects(string yaml)
    {
        var roots = YamlStreams.ReadAll(yaml).ShouldBeOfType<YamlStreamParsed>().Roots.Select(root => YamlToJson.Convert(root)!).ToLookup(root => (string)root["kind"]!);
        roots.Select(kind => kind.Key).Except(["Namespace", "Pod", "NetworkPolicy", "Service", "Node"]).ShouldBeEmpty();
        return new()
        {
            Namespaces = [.. roots["Namespace"].Select(root => root.Deserialize(ModelJson.Default.Namespace)!)],
            Pods = [.. roots["Pod"].Select(root => root.Deserialize(ModelJson.Default.Pod)!)],
            Policies = [.. roots["NetworkPolicy"].Select(root => root.Deserialize(ModelJson.Default.NetworkPolicy)!)],
            Services = [.. roots["Service"].Select(root => root.Deserialize(ModelJson.Default.Service)!)],
            Nodes = [.. roots["Node"].Select(root => root.Deserialize(ModelJson.Default.Node)!)],
        };
    }

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex("^```yaml\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex(@"^(?<from>\S+) -> (?<to>\S+) (?<port>\S+): (?<verdict>.+)$")]
    private static partial Regex QuestionLine();

    private sealed record Example(string Title, string Yaml, IReadOnlyList<(string Question, NetworkQuestion Asked, string Verdict)> Questions);
}
