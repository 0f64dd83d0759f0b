using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>The answer of <see cref="YamlText.Parse"/>: <see cref="YamlParsed"/> or <see cref="YamlMalformed"/>.</summary>
public abstract record YamlResult
{
    private protected YamlResult()
    {
    }
}

/// <summary>The text is one sound document.</summary>
/// <param name="Root">The document.</param>
public sealed record YamlParsed(YamlNode Root) : YamlResult;

/// <summary>The text was refused.</summary>
/// <param name="Problems">At least one, in the order of the text; at most 20.</param>
public sealed record YamlMalformed(IReadOnlyList<YamlProblem> Problems) : YamlResult
{
    /// <summary>True when the problems are the same, in the same order.</summary>
    /// <param name="other">The result to compare with.</param>
    public bool Equals(YamlMalformed? other) => other is not null && Problems.SequenceEqual(other.Problems);

    /// <inheritdoc/>
    public override int GetHashCode() => Problems.Count == 0 ? 0 : Problems[0].GetHashCode();
}

/// <summary>The answer of <see cref="YamlStreams.ReadAll(string, YamlLimits)"/>: <see cref="YamlStreamParsed"/> or <see cref="YamlStreamMalformed"/>.</summary>
public abstract record YamlStreamResult
{
    private protected YamlStreamResult()
    {
    }
}

/// <summary>Every document of the stream is sound.</summary>
/// <param name="Roots">The documents that are not empty, in order.</param>
public sealed record YamlStreamParsed(IReadOnlyList<YamlNode> Roots) : YamlStreamResult
{
    /// <summary>True when the very same nodes are in both.</summary>
    /// <param name="other">The result to compare with.</param>
    public bool Equals(YamlStreamParsed? other) => other is not null && Roots.SequenceEqual(other.Roots);

    /// <inheritdoc/>
    public override int GetHashCode() => Roots.Count;
}

/// <summary>The stream was refused.</summary>
/// <param name="Problems">At least one, in the order of the text; at most 20.</param>
public sealed record YamlStreamMalformed(IReadOnlyList<YamlProblem> Problems) : YamlStreamResult
{
    /// <summary>True when the problems are the same, in the same order.</summary>
    /// <param name="other">The result to compare with.</param>
    public bool Equals(YamlStreamMalformed? other) => other is not null && Problems.SequenceEqual(other.Problems);

    /// <inheritdoc/>
    public override int GetHashCode() => Problems.Count == 0 ? 0 : Problems[0].GetHashCode();
}
