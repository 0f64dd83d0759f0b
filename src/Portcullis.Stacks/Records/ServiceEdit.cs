namespace Portcullis.Stacks.Records;

/// <summary>Something that a stack's Service says and was not made with.</summary>
/// <param name="Field">Where it says it: <c>spec.selector</c>.</param>
/// <param name="There">What stands there.</param>
/// <param name="Said">What should.</param>
internal sealed record ServiceEdit(string Field, string There, string Said)
{
    /// <summary>Who says so.</summary>
    public string By { get; init; } = "its record";

    /// <summary>Whether it can be written back to what it was.</summary>
    public bool CanBeUndone { get; init; } = true;

    public override string ToString() => $"{Field} is {There}, {By} says {Said}";
}
