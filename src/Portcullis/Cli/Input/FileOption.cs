using System.CommandLine;

namespace Portcullis.Cli.Input;

/// <summary><c>-f</c>.</summary>
internal static class FileOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="description">What is read.</param>
    /// <param name="required">Whether nothing else can be read.</param>
    public static Option<string[]> Create(string description, bool required = false) => new("--file", "-f")
    {
        Description = description,
        HelpName = "PATH",
        Required = required,
        Arity = ArgumentArity.OneOrMore,
    };
}
