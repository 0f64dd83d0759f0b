namespace Portcullis.Model.Wire.Meta;

/// <summary>A selector over labels; empty selects everything. <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/"/></summary>
public sealed record LabelSelector : WireObject
{
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }
}

/// <summary>One expression of a <see cref="LabelSelector"/>; <c>operator</c> is In, NotIn, Exists or DoesNotExist.</summary>
public sealed record LabelSelectorRequirement : WireObject
{
    public string? Key { get; init; }
    public string? Operator { get; init; }
    public IReadOnlyList<string>? Values { get; init; }
}
