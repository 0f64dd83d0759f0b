namespace Portcullis.Embedded.Faults;

/// <summary>Which requests go wrong, how, and how often.</summary>
public sealed record FaultRule
{
    /// <summary>How they go wrong.</summary>
    public required Fault Fault { get; init; }

    /// <summary>get, list, watch, create, update, patch, delete or deletecollection; null for every verb.</summary>
    public string? Verb { get; init; }

    /// <summary>The plural, such as <c>pods</c>; null for every resource.</summary>
    public string? Resource { get; init; }

    /// <summary>The subresource, such as <c>status</c>; null for all, and for none at all.</summary>
    public string? Subresource { get; init; }

    /// <summary>How the object's name in the path begins; null for every request, with a name or without.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>How many requests go wrong before the rule is spent.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How many matching requests pass before the first goes wrong.</summary>
    public int After { get; init; }

    /// <summary>The part of the matching requests that goes wrong, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Where the draws begin, so that a run can be repeated.</summary>
    public int Seed { get; init; } = 1;
}
