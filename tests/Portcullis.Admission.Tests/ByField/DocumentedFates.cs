using Portcullis.Testing;

namespace Portcullis.Admission.Tests.ByField;

/// <summary>What docs/admission.md says of every field: the tables under "Every field".</summary>
internal static class DocumentedFates
{
    /// <summary>For each type, its fields in the order of the document, with what happens to them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(string Field, string Fate)>> Read()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Find() ?? throw new InvalidOperationException("no checkout"), "docs", "admission.md"));
        var tables = new Dictionary<string, IReadOnlyList<(string, string)>>(StringComparer.Ordinal);
        foreach (var section in text[text.IndexOf("## Every field", StringComparison.Ordinal)..].Split("\n### ").Skip(1))
        {
            var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
            tables[section[..section.IndexOf(':', StringComparison.Ordinal)]] = [.. rows.Select(cells => (cells[1].Trim('`'), cells[2]))];
        }

        return tables;
    }
}
