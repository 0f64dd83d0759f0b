using Portcullis.Cli;
using Portcullis.Configuration;
using Portcullis.Testing;

namespace Portcullis.Tests.Cli;

public class ConfigurationDocumentTests
{
    private const string Begin = "<!-- begin of the generated tables -->\n\n";
    private const string End = "<!-- end of the generated tables -->\n";

    /// <summary>Set <c>PORTCULLIS_REGENERATE=1</c> to write the tables anew instead of comparing them.</summary>
    [Fact]
    public void Document_holds_the_tables_of_the_reader()
    {
        var path = Path.Combine(Checkout.Root, "docs", "configuration.md");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(Begin.Length);
        to.ShouldBeGreaterThanOrEqualTo(from);

        if (Environment.GetEnvironmentVariable("PORTCULLIS_REGENERATE") == "1")
        {
            text = text[..from] + ConfigurationText.Markdown() + text[to..];
            File.WriteAllText(path, text);
            to = text.IndexOf(End, StringComparison.Ordinal);
        }

        text[from..to].ShouldBe(ConfigurationText.Markdown());
    }

    [Fact]
    public void Help_names_every_variable_with_its_default()
    {
        var writer = new StringWriter();

        ConfigurationText.WriteHelp(writer);

        var lines = writer.ToString().ReplaceLineEndings("\n").Split('\n');
        lines.ShouldAllBe(line => line.Length <= 110);
        foreach (var variable in ConfigurationVariables.All)
        {
            lines.ShouldContain(line => line.StartsWith($"  {variable.Name} (default: ", StringComparison.Ordinal));
        }
    }
}
