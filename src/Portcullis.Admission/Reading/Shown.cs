using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Input quoted back in a reason: short, on one line.</summary>
internal static class Shown
{
    private const int Most = 64;

    public static string Text(string text)
    {
        var cut = text.Length <= Most ? text : text[..(char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most)];
        return cut.Any(char.IsControl) ? string.Concat(cut.Select(character => char.IsControl(character) ? ' ' : character)) : cut;
    }

    public static string List(IReadOnlyList<string> allowed) => allowed.Count == 0 ? "none" : string.Join(", ", allowed);

    public static string Node(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => "null",
        YamlScalar scalar => Text(scalar.Text),
        YamlSequence { Items.Count: 0 } => "[]",
        YamlSequence => "a list",
        YamlMapping { Entries.Count: 0 } => "{}",
        _ => "an object",
    };
}
