namespace Portcullis.Model.Wire.Meta;

/// <summary>Metadata of a list answer.</summary>
public sealed record ListMeta
{
    public string? ResourceVersion { get; init; }
    public string? Continue { get; init; }
    public long? RemainingItemCount { get; init; }
}

/// <summary>One page of a list answer.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record KubernetesList<T> : WireObject
    where T : KubernetesObject
{
    public string? ApiVersion { get; init; }
    public string? Kind { get; init; }
    public ListMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Never null: Go writes an empty list as <c>null</c> at times.</summary>
    public IReadOnlyList<T> Items { get; init => field = value ?? []; } = [];
}
