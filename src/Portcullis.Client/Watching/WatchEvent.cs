using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Watching;

/// <summary>One event of a watch. Closed: the cases are the nested types.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public abstract record WatchEvent<T>
    where T : KubernetesObject
{
    private WatchEvent()
    {
    }

    /// <summary>The object came to be, or to match the selectors.</summary>
    /// <param name="Object">The object.</param>
    public sealed record Added(T Object) : WatchEvent<T>;

    /// <summary>The object changed.</summary>
    /// <param name="Object">The object as it is now.</param>
    public sealed record Modified(T Object) : WatchEvent<T>;

    /// <summary>The object is gone, or no longer matches the selectors.</summary>
    /// <param name="Object">Its last state, with the version of its deletion.</param>
    public sealed record Deleted(T Object) : WatchEvent<T>;

    /// <summary>Nothing happened up to this version.</summary>
    /// <param name="ResourceVersion">Where a watch may resume.</param>
    public sealed record Bookmark(string ResourceVersion) : WatchEvent<T>;

    /// <summary>The server ends the watch with an error.</summary>
    /// <param name="Status">What it said; 410 means that the version is too old.</param>
    public sealed record Failed(Status Status) : WatchEvent<T>;
}
