namespace Portcullis.Client.Discovery;

/// <summary>The API groups that a cluster serves.</summary>
public sealed record ServedGroups
{
    /// <summary>Each once.</summary>
    public IReadOnlyList<ServedGroup>? Groups { get; init; }
}

/// <summary>A group.</summary>
public sealed record ServedGroup
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The version that the server would rather be asked for.</summary>
    public ServedVersion? PreferredVersion { get; init; }

    /// <summary>Every version that is served.</summary>
    public IReadOnlyList<ServedVersion>? Versions { get; init; }
}

/// <summary>A version of a group.</summary>
public sealed record ServedVersion
{
    /// <summary><c>group/version</c>.</summary>
    public string? GroupVersion { get; init; }

    /// <summary>The version alone.</summary>
    public string? Version { get; init; }
}

/// <summary>The kinds that a cluster serves in a version of a group.</summary>
public sealed record ServedResources
{
    /// <summary>Kinds and parts of kinds.</summary>
    public IReadOnlyList<ServedResource>? Resources { get; init; }
}

/// <summary>A kind that is served, or a part of one.</summary>
public sealed record ServedResource
{
    /// <summary>Its plural name; with a slash, a part such as <c>pods/log</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Its kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether its objects live in namespaces.</summary>
    public bool? Namespaced { get; init; }

    /// <summary>What may be asked of it: <c>list</c>, <c>watch</c>.</summary>
    public IReadOnlyList<string>? Verbs { get; init; }
}
