using System.Text.RegularExpressions;
using Portcullis.EndToEnd.Support;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>Each command once, as a process: it says the same, to the letter, as the code that all other tests run.</summary>
[Trait(Smoke.Trait, Smoke.Part)]
public sealed partial class CommandSmokeTests
{
    // Those that need a service or are one; each is run by the tests named here.
    private static readonly string[] RunElsewhere =
    [
        .. ((string[])["create", "delete", "get", "list", "renew", "restart"]).Select(command => $"stack {command}"), // MainJobSmokeTests
        "serve", // MainJobSmokeTests, CrashTests
        "cluster", // CrashTests
    ];

    /// <summary>Commands over manifests; <c>@</c> stands for the folder of examples.</summary>
    public static TheoryData<string> Lines =>
    [
        "policy matrix -f @/isolation/walls-local.yaml -o table",
        "policy matrix -f @/isolation/walls-local.yaml -o svg --external 203.0.113.1",
        "policy explain -f @/isolation/one-more-policy.yaml --from stacks/pwn --to backend/api --port 8080/TCP -o text",
        "policy explain -f @/isolation/one-more-policy.yaml --from stacks/pwn --to backend/api --port 8080/TCP -o json",
        "policy lint -f @/isolation -o json",
        "policy lint -f @/isolation/either-instead-of-both.yaml -o text",
        "policy check -f @/isolation/walls-local.yaml -o text",
        "policy check -f @/isolation/one-more-policy.yaml -o json",
        "policy check -f @/isolation/overriding-policy.yaml -o text",
        "policy check -f @/isolation/sandboxes-one-private-range.yaml --stack-selector app=sandbox",
        "pod admit -f @/php-apache.yaml -o yaml",
        "pod admit -f @/isolation/walls-local.yaml -o json",
        "pod evaluate -f @/pwn.yaml --level restricted -o json",
        "pod evaluate -f @ --level baseline -o text",
        "pod effective -f @/web-database.yaml -o json",
        "manifest show -f @/isolation/walls-cluster.yaml -o json",
        "manifest show -f @/node.yaml -o yaml",
        "manifest show -f @/README.md",
        "manifest show -f @/no-such-file.yaml",
        "polcy check",
        "policy chek -f @",
        "stack create --ttl nonsense",
        "serve --embedded --listen nonsense",
        "",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Command_says_the_same_as_in_this_process(string line) => SaysTheSameAsync(Words(line));

    [Fact]
    public async Task Help_says_the_same_as_in_this_process()
    {
        var commands = await CommandsAsync();
        commands.Count.ShouldBeGreaterThan(20);
        foreach (var command in commands)
        {
            await SaysTheSameAsync([.. Words(command), "--help"]);
        }
    }

    [Fact]
    public async Task Every_command_is_run_in_the_smoke_part()
    {
        var commands = await CommandsAsync();
        var leaves = commands.Where(command => !commands.Any(other => other.StartsWith(command + " ", StringComparison.Ordinal)) && command.Length > 0);
        leaves.Except(Lines.Select(line => string.Join(' ', line.Data.Split(' ').Take(2))).Concat(RunElsewhere)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_is_that_of_the_build()
    {
        var run = await ProgramRun.AsProcessAsync(["--version"]);
        run.Code.ShouldBe(0);
        run.Out.Trim().Split('+')[0].ShouldBe(typeof(Cli.CommandLine).Assembly.GetName().Version!.ToString(3));
    }

    private static async Task SaysTheSameAsync(IReadOnlyList<string> words)
    {
        var here = await ProgramRun.InProcessAsync(words);
        var there = await ProgramRun.AsProcessAsync(words);
        Settled(there.Error).ShouldBe(Settled(here.Error));
        Settled(there.Out).ShouldBe(Settled(here.Out));
        there.Code.ShouldBe(here.Code);
    }

    private static string[] Words(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.StartsWith('@') ? Path.Combine(Checkout.Root, "docs/examples" + word[1..]) : word)];

    // Every command and group that help tells of, the program itself as an empty text.
    private static async Task<IReadOnlyList<string>> CommandsAsync()
    {
        List<string> found = [""];
        for (var i = 0; i < found.Count; i++)
        {
            var help = (await ProgramRun.InProcessAsync([.. Words(found[i]), "--help"])).Out;
            var at = help.IndexOf("Commands:\n", StringComparison.Ordinal);
            if (at >= 0)
            {
                found.AddRange(Command().Matches(help[at..]).Select(match => $"{found[i]} {match.Groups[1].Value}".Trim()));
            }
        }

        return found;
    }

    // When it was asked, and how long it took.
    private static string Settled(string text) => Moment().Replace(text, "");

    [GeneratedRegex(@"""(?:evaluated_at|took_ms)"":\s*[^,}]+")]
    private static partial Regex Moment();

    [GeneratedRegex(@"^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
