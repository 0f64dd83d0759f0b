using System.Text.Json;
using Portcullis.Cli;
using Portcullis.Testing;

namespace Portcullis.Tests.Cli.Policies.Isolation;

/// <summary>
/// What <c>policy check</c> says of the manifest sets under docs/examples/isolation. Setting <c>PORTCULLIS_WRITE_GOLDEN=1</c>
/// writes the expected texts anew; the verdicts and witnesses stand in <see cref="IsolationExamples"/> all the same.
/// </summary>
public sealed class IsolationExampleTests
{
    private const string Expected = ".expected.txt";

    private readonly CapturedTerminal _terminal = new();

    public static TheoryData<string> Names => [.. IsolationExamples.All.Select(example => example.Name)];

    private static string Folder => Path.Combine(Checkout.Root, "docs", "examples", "isolation");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Example_gets_its_verdicts_and_witnesses(string name)
    {
        var example = Find(name);

        (await CheckAsync(example, "json")).ShouldBe(example.Exit, _terminal.Error);

        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        var statements = report.GetProperty("statements").EnumerateArray().Where(statement => IsolationExamples.Held.Contains(statement.GetProperty("id").GetString())).ToList();
        string.Join(", ", statements.Where(statement => Verdict(statement) != "proven").Select(statement => $"{statement.GetProperty("id")} {Verdict(statement)}"))
            .ShouldBe(example.Verdicts);
        statements.SelectMany(statement => statement.GetProperty("witnesses").EnumerateArray().Select(witness => $"{statement.GetProperty("id")}: {Witness(witness)}"))
            .ShouldBe(example.Witnesses);
        report.GetProperty("verdict").GetString().ShouldBe(Verdict(example.Exit));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Example_is_reported_as_its_text_says(string name)
    {
        var golden = Path.Combine(Folder, name + Expected);

        await CheckAsync(Find(name), "text");

        if (Environment.GetEnvironmentVariable("PORTCULLIS_WRITE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(golden, Excerpt(_terminal.Out), TestContext.Current.CancellationToken);
        }

        Excerpt(_terminal.Out).ShouldBe(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_says_what_was_believed_what_is_so_and_how_it_was_asked(string name)
    {
        var comments = File.ReadLines(Path.Combine(Folder, name + ".yaml")).TakeWhile(line => line.StartsWith('#')).ToList();

        comments[0].ShouldStartWith("# Believed: ");
        comments.ShouldContain(line => line.StartsWith("# So it is: ", StringComparison.Ordinal));
        comments.Count.ShouldBeInRange(2, 6);
        comments.SingleOrDefault(line => line.StartsWith("# With: ", StringComparison.Ordinal)).ShouldBe(Find(name) is { Options: { Length: > 0 } options } ? $"# With: {string.Join(' ', options)}" : null);
    }

    [Fact]
    public void Every_file_is_held_to_something()
    {
        var files = Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Where(file => file != "README.md");

        files.ShouldBe(IsolationExamples.All.SelectMany(example => (string[])[$"{example.Name}.yaml", $"{example.Name}{Expected}"]), ignoreOrder: true);
    }

    [Fact]
    public void Every_example_has_its_line_in_the_readme()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "README.md"));

        IsolationExamples.All.Select(example => $"| [{example.Name}]({example.Name}.yaml) | {Verdict(example.Exit)} | ").Where(line => !text.Contains(line, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Repository_without_nodes_is_proven_once_the_ranges_are_told()
    {
        var file = Path.Combine(Folder, "no-nodes.yaml");

        (await _terminal.RunAsync("policy", "check", "-f", file, "--pod-cidr", "10.42.0.0/16", "--node-cidr", "192.168.1.10/32", "--node-cidr", "192.168.1.11/32")).ShouldBe(ExitCode.Good, _terminal.Out);

        var narrow = new CapturedTerminal();
        (await narrow.RunAsync("policy", "check", "-f", file, "--pod-cidr", "10.0.0.0/8", "--node-cidr", "192.168.1.10/32")).ShouldBe(ExitCode.No);
        narrow.Out.ShouldContain("S6  OPEN");
    }

    [Fact]
    public async Task Printed_advice_can_be_copied_and_closes_what_it_says()
    {
        var file = Path.Combine(Folder, "one-more-policy.yaml");
        await _terminal.RunAsync("policy", "check", "-f", file);
        var advice = _terminal.Out.Split('\n').SkipWhile(line => !line.Contains("this policy would close it", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith("        ", StringComparison.Ordinal));

        var closed = new CapturedTerminal { Input = string.Join('\n', advice) };
        await closed.RunAsync("policy", "check", "-f", file, "-f", "-");

        closed.Out.ShouldContain("S1  proven");
        closed.Out.ShouldContain("S5  proven");
    }

    // What the examples are about and does not hold: what comes to be said besides is no concern of theirs.
    private static string Excerpt(string text)
    {
        var blocks = text.Split("\n\n");
        var told = blocks[1..].Where(block => IsolationExamples.Held.Any(id => block.StartsWith($"{id}  ", StringComparison.Ordinal)) && !block.Split('\n')[0].Contains("  proven  ", StringComparison.Ordinal));
        return string.Join("\n\n", told.Prepend(blocks[0])) + "\n";
    }

    private static IsolationExample Find(string name) => IsolationExamples.All.Single(example => example.Name == name);

    private static string Verdict(ExitCode exit) => exit switch { ExitCode.Good => "proven", ExitCode.No => "open", _ => "incomplete" };

    private static string? Verdict(JsonElement statement) => statement.GetProperty("verdict").GetString();

    private static string Witness(JsonElement witness)
    {
        if (witness.GetProperty("to").GetString() is not { } to)
        {
            return witness.GetProperty("text")[0].GetString()!;
        }

        // The first sentence of a way around names the node; its port is the one behind.
        var around = witness.GetProperty("text")[0].GetString()!.Split("NodePorts on node address ") is [_, var node] ? $", through {node.Split(',')[0]}" : "";
        return $"{witness.GetProperty("from")} -> {to} {witness.GetProperty("port")}{around}{Rule(witness, "egress", "out")}{Rule(witness, "ingress", "in")}";
    }

    private static string Rule(JsonElement witness, string direction, string word) => witness.GetProperty(direction).GetProperty("policies").EnumerateArray()
        .Where(policy => policy.GetProperty("allows").GetBoolean()).Select(policy => $", {word} by {policy.GetProperty("policy")}[{policy.GetProperty("rule")}]").FirstOrDefault() ?? "";

    private Task<ExitCode> CheckAsync(IsolationExample example, string output) =>
        _terminal.RunAsync(["policy", "check", "-f", Path.Combine(Folder, example.Name + ".yaml"), "-o", output, .. example.Options]);
}
