using System.Text.Json;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Streams;

/// <summary>What a stream of manifests holds, piece by piece: <see cref="ManifestYaml"/>, <see cref="ManifestJson"/> or <see cref="ManifestRefusal"/>.</summary>
public abstract record ManifestPart
{
    private protected ManifestPart()
    {
    }
}

/// <summary>A document of YAML.</summary>
/// <param name="Root">The document; its positions are those in the whole text.</param>
public sealed record ManifestYaml(YamlNode Root) : ManifestPart;

/// <summary>A value of JSON.</summary>
/// <param name="Line">The line of the whole text that it begins on, from 1.</param>
/// <param name="Text">Its text.</param>
/// <param name="Json">What it says.</param>
public sealed record ManifestJson(int Line, string Text, JsonElement Json) : ManifestPart;

/// <summary>A piece that is not read. What is behind it is read all the same, so that all problems are told; kubectl stops here.</summary>
/// <param name="Format">What it was taken for: <c>YAML</c> or <c>JSON</c>.</param>
/// <param name="Problems">What is wrong with it, with positions in the whole text; at least one.</param>
public sealed record ManifestRefusal(string Format, IReadOnlyList<YamlProblem> Problems) : ManifestPart
{
    /// <summary>True when the problems are the same, in the same order.</summary>
    /// <param name="other">The refusal to compare with.</param>
    public bool Equals(ManifestRefusal? other) => other is not null && Format == other.Format && Problems.SequenceEqual(other.Problems);

    /// <inheritdoc/>
    public override int GetHashCode() => Problems.Count == 0 ? 0 : Problems[0].GetHashCode();
}
