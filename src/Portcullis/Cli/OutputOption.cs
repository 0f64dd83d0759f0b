using System.CommandLine;

namespace Portcullis.Cli;

/// <summary><c>-o</c>, for the commands whose answers both people and programs read.</summary>
internal static class OutputOption
{
    /// <summary>For programs.</summary>
    public const string Json = "json";

    /// <summary>Makes the option. Without it, a screen gets the form for people, and a pipe or a file gets JSON.</summary>
    /// <param name="forPeople">The form for people: <c>table</c>, <c>text</c>, <c>yaml</c>.</param>
    public static Option<string> Create(string forPeople)
    {
        var option = new Option<string>("--output", "-o") { Description = $"How to print the answer; {forPeople} on a screen and json elsewhere when not given" };
        option.AcceptOnlyFromAmong(Json, forPeople);
        return option;
    }

    /// <summary>Whether to print JSON.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="given">What was given; null for nothing.</param>
    public static bool IsJson(Terminal terminal, string? given) => given is null ? !terminal.OutIsScreen : given == Json;
}
