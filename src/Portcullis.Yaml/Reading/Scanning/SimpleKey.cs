using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>A token that turns out to be a key when a colon follows on its line.</summary>
/// <param name="Number">Which token of the text.</param>
/// <param name="Index">Where it begins, in characters.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="IsRequired">Whether it can be nothing else: it stands where the keys of the mapping around it stand.</param>
internal sealed record SimpleKey(int Number, int Index, YamlPosition Position, bool IsRequired)
{
    private const int Longest = 1024;

    /// <summary>Whether a colon at the cursor would still make it a key.</summary>
    public bool IsPossibleAt(Cursor cursor) => Position.Line == cursor.Line && Index + Longest >= cursor.Index;

    /// <summary>What is wrong when none comes.</summary>
    public YamlSyntaxException WithoutColon() => new(Position, "a key without its colon: write \"key: value\", or indent the line when it belongs to the text above");
}
