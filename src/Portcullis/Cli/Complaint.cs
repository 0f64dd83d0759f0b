using System.CommandLine;
using System.CommandLine.Parsing;
using Portcullis.Configuration;

namespace Portcullis.Cli;

/// <summary>What is said about a command line that cannot be understood.</summary>
internal static class Complaint
{
    // Two letters added, dropped or changed are a typing error; more is another word.
    private const int NearEnough = 2;

    /// <summary>Says what is wrong, what may have been meant, and where the help is.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="writer">Where to.</param>
    public static async Task WriteAsync(ParseResult parsed, TextWriter writer)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        foreach (var token in parsed.UnmatchedTokens)
        {
            await writer.WriteLineAsync($"error: {path} does not know \"{token}\"{Suggestion(token, command)}").ConfigureAwait(false);
        }

        foreach (var error in parsed.Errors)
        {
            await writer.WriteLineAsync($"error: {error.Message}").ConfigureAwait(false);
        }

        await writer.WriteLineAsync($"  see {path} --help").ConfigureAwait(false);
    }

    private static string Suggestion(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var word = isOption ? token.Split('=', ':')[0] : token;
        List<string> names = isOption
            ? [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)), "--help"]
            : [.. command.Subcommands.SelectMany(subcommand => subcommand.Aliases.Append(subcommand.Name))];
        if (names.Count == 0)
        {
            return "";
        }

        var nearest = NearestName.Of(word, names);
        return NearestName.Distance(word, nearest) <= NearEnough ? $"; did you mean {nearest}?" : "";
    }

    /// <summary>The words of the command that was recognised, the program's name first.</summary>
    private static string PathOf(CommandResult result)
    {
        var words = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = command.Parent)
        {
            words.Push(command.Command.Name);
        }

        return string.Join(' ', words);
    }
}
