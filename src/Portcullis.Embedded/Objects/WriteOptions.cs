namespace Portcullis.Embedded.Objects;

/// <summary>How an object is written.</summary>
/// <param name="Manager">The field manager.</param>
/// <param name="DryRun">Everything but the write itself.</param>
/// <param name="Subresource">Null, or <c>status</c>.</param>
/// <param name="Applied">By server-side apply, which keeps the field ownership itself.</param>
internal sealed record WriteOptions(string Manager, bool DryRun = false, string? Subresource = null, bool Applied = false)
{
    /// <summary>Takes warnings for whoever writes; null where nobody reads them.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Written by a part of the cluster itself.</summary>
    public static WriteOptions By(string component) => new(component);
}
