using System.Text.Json.Nodes;
using Portcullis.Cli;
using Portcullis.Cli.Stacks;

namespace Portcullis.Tests.Cli.Stacks;

/// <summary>What callers write into a stack must not act on the terminal of whoever looks at it.</summary>
public sealed class TerminalTextTests
{
    private const string Id = "stack-0123456789abcdef";

    [Theory]
    [InlineData("team 1, \"a\" \\ é 😀", "team 1, \"a\" \\ é 😀")]
    [InlineData("", "")]
    [InlineData("\u001b[2J", "\"\\x1b[2J\"")]
    [InlineData("a\nready  yes", "\"a\\nready  yes\"")]
    [InlineData("gnp.\u202eexe", "\"gnp.\\u202eexe\"")]
    [InlineData("\u009b31m", "\"\\u009b31m\"")]
    [InlineData("a\u2028b", "\"a\\u2028b\"")]
    [InlineData("\u200b", "\"\\u200b\"")]
    [InlineData("\U000e0041", "\"\\U000e0041\"")]
    public void Text_is_shown_as_it_is_or_with_escapes(string text, string shown) => TerminalText.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("owner")]
    [InlineData("challenge")]
    [InlineData("note")]
    [InlineData("message")]
    [InlineData("reason")]
    [InlineData("profile")]
    [InlineData("node_id")]
    public async Task No_field_of_a_stack_acts_on_the_terminal(string field)
    {
        var stack = new JsonObject { ["stack_id"] = Id, ["status"] = "running", [field] = "x\u001b]0;\u202e\u0007\u009b\u007f\ny" };
        await using var api = await CannedApi.StartAsync(200, stack.ToJsonString());
        foreach (var output in (string[])["table", "json"])
        {
            var terminal = new CapturedTerminal { Environment = { ["PORTCULLIS_URL"] = api.Url } };

            (await terminal.RunAsync("stack", "get", Id, "-o", output)).ShouldBe(ExitCode.Good);

            terminal.Out.Where(character => character != '\n' && character != '\r').ShouldAllBe(character => !char.IsControl(character) && character != '\u202e');
            terminal.Out.ShouldContain("\\u202e");
        }
    }

    [Fact]
    public async Task List_and_errors_do_not_either()
    {
        await using var api = await CannedApi.StartAsync(200, new JsonObject { ["stacks"] = new JsonArray(new JsonObject { ["stack_id"] = Id, ["owner"] = "x\u001b[2J" }) }.ToJsonString());
        var terminal = new CapturedTerminal { Environment = { ["PORTCULLIS_URL"] = api.Url } };
        (await terminal.RunAsync("stack", "list")).ShouldBe(ExitCode.Good);
        terminal.Out.ShouldNotContain("\u001b");

        var detail = new JsonObject { ["path"] = "p\u001b", ["message"] = "m", ["found"] = "f\u202e" };
        var refusal = new JsonObject { ["error"] = "no\u001b[2J", ["reason"] = "X\u001b", ["details"] = new JsonArray(detail) };
        await using var refusing = await CannedApi.StartAsync(400, refusal.ToJsonString());
        var other = new CapturedTerminal { Environment = { ["PORTCULLIS_URL"] = refusing.Url } };
        await other.RunAsync("stack", "list");
        other.Error.ShouldNotContain("\u001b");
        other.Error.ShouldNotContain("\u202e");
    }
}
