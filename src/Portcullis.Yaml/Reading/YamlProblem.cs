namespace Portcullis.Yaml.Reading;

/// <summary>Why a YAML text was refused.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong: lower case, without the position.</param>
public sealed record YamlProblem(int Line, int Column, string Message)
{
    /// <summary><c>line L, column C: message</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
