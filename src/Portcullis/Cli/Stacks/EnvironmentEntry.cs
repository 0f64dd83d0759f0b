using System.CommandLine.Parsing;

namespace Portcullis.Cli.Stacks;

/// <summary>A variable of a stack's environment, written <c>NAME=VALUE</c>, or <c>NAME</c> to take the value from the caller's own.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; null to look it up.</param>
internal readonly record struct EnvironmentEntry(string Name, string? Value)
{
    /// <summary>Reads every entry that was given; says which one is none.</summary>
    /// <param name="result">The words of the option.</param>
    public static IReadOnlyList<EnvironmentEntry> ParseAll(ArgumentResult result)
    {
        var entries = new List<EnvironmentEntry>();
        foreach (var token in result.Tokens)
        {
            var equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals == 0 || token.Value.Length == 0)
            {
                result.AddError("an environment entry is written NAME=VALUE, or NAME to take the value from your own environment");
                continue;
            }

            entries.Add(equals < 0 ? new(token.Value, null) : new(token.Value[..equals], token.Value[(equals + 1)..]));
        }

        return entries;
    }
}
