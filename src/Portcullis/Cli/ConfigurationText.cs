using System.Text;
using Portcullis.Configuration;

namespace Portcullis.Cli;

/// <summary>The table of environment variables, for the help text and for docs/configuration.md.</summary>
internal static class ConfigurationText
{
    private const int Width = 100;

    /// <summary>For <c>serve --help</c>.</summary>
    /// <param name="writer">Where to.</param>
    public static void WriteHelp(TextWriter writer)
    {
        writer.WriteLine("Environment variables:");
        foreach (var variable in ConfigurationVariables.Groups.SelectMany(group => group.Variables))
        {
            writer.WriteLine($"  {variable.Name} (default: {Default(variable, quoted: false)})");
            foreach (var line in Wrapped(Meaning(variable).Replace("`", "", StringComparison.Ordinal) + "."))
            {
                writer.WriteLine($"      {line}");
            }
        }
    }

    /// <summary>One table a group, in Markdown.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        foreach (var (title, variables) in ConfigurationVariables.Groups)
        {
            text.Append("## ").Append(title).Append("\n\n| variable | default | meaning |\n|---|---|---|\n");
            foreach (var variable in variables)
            {
                text.Append("| `").Append(variable.Name).Append("` | ").Append(Default(variable, quoted: true)).Append(" | ").Append(Meaning(variable)).Append(" |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Default(ConfigurationVariable variable, bool quoted)
    {
        if (variable.DefaultShown is { } shown)
        {
            return quoted ? shown : shown.Replace("`", "", StringComparison.Ordinal);
        }

        return variable.Default.Length == 0 ? "none" : quoted ? $"`{variable.Default}`" : variable.Default;
    }

    private static string Meaning(ConfigurationVariable variable) =>
        variable.Recorded ? $"{variable.Meaning} (checked; nothing acts on it yet)" : variable.Meaning;

    private static IEnumerable<string> Wrapped(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
