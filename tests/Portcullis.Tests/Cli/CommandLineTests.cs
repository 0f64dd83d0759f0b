using Portcullis.Cli;

namespace Portcullis.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public async Task Help_says_what_the_program_is_for()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("--help")).ShouldBe(ExitCode.Good);

        terminal.Out.ShouldContain("CTF");
        terminal.Out.ShouldContain("portcullis [command]");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("cluster")]
    [InlineData("stack")]
    [InlineData("stack create")]
    [InlineData("stack get")]
    [InlineData("stack list")]
    [InlineData("stack delete")]
    [InlineData("stack renew")]
    [InlineData("stack restart")]
    [InlineData("policy")]
    [InlineData("policy matrix")]
    [InlineData("policy explain")]
    [InlineData("policy lint")]
    [InlineData("pod")]
    [InlineData("pod admit")]
    [InlineData("pod evaluate")]
    [InlineData("pod effective")]
    public async Task Every_command_has_help(string words)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync([.. words.Split(' '), "--help"])).ShouldBe(ExitCode.Good);

        terminal.Out.ShouldContain($"portcullis {words}");
        terminal.Out.ShouldNotContain("dditional arguments");
    }

    [Theory]
    [InlineData("stak", "error: portcullis does not know \"stak\"; did you mean stack?", "see portcullis --help")]
    [InlineData("stack lst", "error: portcullis stack does not know \"lst\"; did you mean list?", "see portcullis stack --help")]
    [InlineData("stack list --ownr=x", "error: portcullis stack list does not know \"--ownr=x\"; did you mean --owner?", "see portcullis stack list --help")]
    [InlineData("frobnicate", "error: portcullis does not know \"frobnicate\"", "see portcullis --help")]
    public async Task Unknown_word_cannot_be_answered_and_a_near_one_is_named(string words, string complaint, string pointer)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync(words.Split(' '))).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.Split('\n').Select(line => line.Trim()).ShouldBe([complaint, pointer, ""]);
        terminal.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("stack")]
    public async Task Group_without_a_command_shows_its_help(string words)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(ExitCode.CannotAnswer);

        terminal.Out.ShouldContain("Commands:");
    }

    [Fact]
    public async Task Missing_option_is_named()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("stack", "create", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("--port");
    }

    [Fact]
    public async Task Cancelled_command_ends_without_a_stack_trace()
    {
        var terminal = new CapturedTerminal();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (await terminal.RunAsync(cancelled.Token, "stack", "list")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.Trim().ShouldBe("interrupted");
    }
}
