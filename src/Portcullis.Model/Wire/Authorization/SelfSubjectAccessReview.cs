namespace Portcullis.Model.Wire.Authorization;

/// <summary>Asks the API server what the caller may do.</summary>
public sealed record SelfSubjectAccessReview : KubernetesObject
{
    public SelfSubjectAccessReviewSpec? Spec { get; init; }
    public SubjectAccessReviewStatus? Status { get; init; }
}

/// <summary>The question.</summary>
public sealed record SelfSubjectAccessReviewSpec
{
    public ResourceAttributes? ResourceAttributes { get; init; }
    public NonResourceAttributes? NonResourceAttributes { get; init; }
}

/// <summary>The verb and the path asked about, for what is no resource.</summary>
public sealed record NonResourceAttributes
{
    public string? Path { get; init; }
    public string? Verb { get; init; }
}

/// <summary>The verb and the resource asked about.</summary>
public sealed record ResourceAttributes
{
    public string? Namespace { get; init; }
    public string? Verb { get; init; }
    public string? Group { get; init; }
    public string? Version { get; init; }
    public string? Resource { get; init; }
    public string? Subresource { get; init; }
    public string? Name { get; init; }
}

/// <summary>The answer.</summary>
public sealed record SubjectAccessReviewStatus
{
    public bool? Allowed { get; init; }
    public bool? Denied { get; init; }
    public string? Reason { get; init; }
    public string? EvaluationError { get; init; }
}
