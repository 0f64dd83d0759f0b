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
    }

    [Fact]
    public async Task Unknown_command_cannot_be_answered()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("frobnicate")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("frobnicate");
    }
}
