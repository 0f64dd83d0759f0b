namespace Portcullis.Yaml.Nodes;

/// <summary>A place in a YAML text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
public readonly record struct YamlPosition(int Line, int Column)
{
    /// <summary><c>line L, column C</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
