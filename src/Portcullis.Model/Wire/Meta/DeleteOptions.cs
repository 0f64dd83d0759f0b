namespace Portcullis.Model.Wire.Meta;

/// <summary>The body of a DELETE.</summary>
public sealed record DeleteOptions : WireObject
{
    public string? ApiVersion { get; init; }
    public string? Kind { get; init; }

    /// <summary>Seconds; 0 deletes at once, null takes the object's own.</summary>
    public long? GracePeriodSeconds { get; init; }

    public Preconditions? Preconditions { get; init; }

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>.</summary>
    public string? PropagationPolicy { get; init; }

    public bool? OrphanDependents { get; init; }
    public IReadOnlyList<string>? DryRun { get; init; }
}

/// <summary>What must hold of an object for a DELETE to happen; else 409 Conflict.</summary>
public sealed record Preconditions
{
    public string? Uid { get; init; }
    public string? ResourceVersion { get; init; }
}
