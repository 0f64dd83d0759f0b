using System.Text.Json;
using System.Xml.Linq;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

public sealed class PolicyMatrixTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly CapturedTerminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_has_the_documented_shape()
    {
        _terminal.Input = PolicyWorld.Labelled;

        (await _terminal.RunAsync("policy", "matrix", "-f", "-", "--port", "80", "--port", "53/udp", "--external", "203.0.113.1", "-o", "json")).ShouldBe(ExitCode.Good);

        var answer = JsonDocument.Parse(_terminal.Out).RootElement;
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["order", "ports", "allowed"]);
        Texts(answer.GetProperty("order")).ShouldBe(["backend/api", "stacks/stack-1", "203.0.113.1"]);
        Texts(answer.GetProperty("ports")).ShouldBe(["80/TCP", "53/UDP"]);
        answer.GetProperty("allowed").EnumerateObject().Select(field => field.Name).ShouldBe(["80/TCP", "53/UDP"]);
        Texts(answer.GetProperty("allowed").GetProperty("80/TCP")).ShouldBe(["-11", "0-1", "01-"]);
        _terminal.Error.ShouldContain("note: 1 finished pod left out (stacks/done)");
    }

    [Fact]
    public async Task Ports_are_taken_from_pods_and_policies_when_none_is_given()
    {
        _terminal.Input = PolicyWorld.Labelled + "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: range, namespace: stacks}, spec: {podSelector: {}, ingress: [{ports: [{port: 1000, endPort: 2000, protocol: UDP}]}]}}\n";

        await _terminal.RunAsync("policy", "matrix", "-f", "-", "-o", "json");

        Texts(JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("ports")).ShouldBe(["1000/UDP", "2000/UDP", "8080/TCP"]);
    }

    [Fact]
    public async Task File_folder_and_list_give_the_same_answer()
    {
        var file = _folder.Write("a/world.yaml", PolicyWorld.Labelled);
        await _terminal.RunAsync("policy", "matrix", "-f", file, "-o", "json");
        var folder = new CapturedTerminal();
        await folder.RunAsync("policy", "matrix", "-f", _folder.Path, "-o", "json");
        var items = string.Concat(PolicyWorld.Labelled.Split("---\n").Select(document => "- " + document.TrimEnd().Replace("\n", "\n  ", StringComparison.Ordinal) + "\n"));
        var list = new CapturedTerminal { Input = "apiVersion: v1\nkind: List\nitems:\n" + items };

        (await list.RunAsync("policy", "matrix", "-f", "-", "-o", "json")).ShouldBe(ExitCode.Good);

        folder.Out.ShouldBe(_terminal.Out);
        list.Out.ShouldBe(_terminal.Out);
    }

    [Fact]
    public async Task Table_is_for_people()
    {
        _terminal.Input = PolicyWorld.Labelled;

        await _terminal.RunAsync("policy", "matrix", "-f", "-", "--port", "80/TCP", "--port", "81/TCP");

        _terminal.Out.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            "on 80/TCP, 81/TCP",
            "    from \\ to        1   2",
            "1   backend/api      -   yes",
            "2   stacks/stack-1   .   -",
            "",
            "yes: allowed   . : denied   - : not defined (itself, or between two that are no pods)",
            "",
        ]);
    }

    [Fact]
    public async Task Drawing_is_sound_xml_with_a_title_for_every_square()
    {
        _terminal.Input = PolicyWorld.Labelled;

        (await _terminal.RunAsync("policy", "matrix", "-f", "-", "--external", "203.0.113.1", "-o", "svg")).ShouldBe(ExitCode.Good);

        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = XDocument.Parse(_terminal.Out).Root!;
        root.Name.ShouldBe(svg + "svg");
        root.Attribute("role")!.Value.ShouldBe("img");
        var titles = root.Descendants(svg + "title").Select(title => title.Value).ToList();
        titles.ShouldContain("stacks/stack-1 → backend/api: denied on 8080/TCP");
        titles.ShouldContain("203.0.113.1 → stacks/stack-1: allowed on 8080/TCP");
        titles.ShouldContain("stacks/stack-1 → stacks/stack-1: itself, not defined");
        root.Element(svg + "desc")!.Value.ShouldStartWith("2 pods, 1 outside, on 8080/TCP: 4 pairs allowed, 2 denied.");
    }

    [Fact]
    public async Task Neighbours_that_are_alike_are_drawn_as_one()
    {
        _terminal.Input = string.Concat(Enumerable.Range(100, 200).Select(i => $"{{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{{\"name\":\"p{i}\",\"namespace\":\"n{i % 5}\"}}}}\n"));

        await _terminal.RunAsync("policy", "matrix", "-f", "-", "-o", "svg");

        _terminal.Out.Length.ShouldBeLessThan(1 << 20);
        _terminal.Out.ShouldContain("n0/p105 … n0/p295 (39)", Case.Sensitive);
    }

    [Fact]
    public async Task Invalid_policy_is_no_answer_and_every_error_is_told()
    {
        var file = _folder.Write("policy.yaml", "# a comment\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: bad, namespace: x}\nspec: {podSelector: {}, policyTypes: [Outgress], ingress: [{from: [{}]}]}\n");

        (await _terminal.RunAsync("policy", "matrix", "-f", file, "-o", "json")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Out.ShouldBeEmpty();
        _terminal.Error.ShouldContain($"error: {file}, line 2 (document 1): NetworkPolicy x/bad is invalid: spec.ingress[0].from[0]: Required value: must specify a peer");
        _terminal.Error.ShouldContain("spec.policyTypes[0]: Unsupported value: \"Outgress\"");
    }

    [Theory]
    [InlineData("error: say what to look at: -f FILE, or --live", "policy", "matrix")]
    [InlineData("error: -f and --live exclude each other", "policy", "matrix", "-f", "x", "--live")]
    [InlineData("error: --kubeconfig and --context say which cluster; add --live", "policy", "lint", "-f", "x", "--context", "y")]
    [InlineData("error: \"80/ICMP\" is no port", "policy", "matrix", "-f", "x", "--port", "80/ICMP")]
    [InlineData("error: \"player\" is no IP address", "policy", "matrix", "-f", "x", "--external", "player")]
    [InlineData("error: there is no file or folder \"/no/such/thing\"", "policy", "matrix", "-f", "/no/such/thing")]
    [InlineData("error: \"api\" is neither namespace/pod nor an IP address", "policy", "explain", "-f", "x", "--from", "api", "--to", "a/b", "--port", "80")]
    public async Task Command_line_that_makes_no_sense_is_refused_in_words(string complaint, params string[] arguments)
    {
        (await _terminal.RunAsync(arguments)).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain(complaint);
        _terminal.Error.ShouldNotContain("   at ");
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
