using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>What happened to a <see cref="Store{T}"/>. Closed: the cases are the nested types.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public abstract record StoreChange<T>
    where T : KubernetesObject
{
    private StoreChange()
    {
    }

    /// <summary>An object is new.</summary>
    /// <param name="Object">The object.</param>
    public sealed record Added(T Object) : StoreChange<T>;

    /// <summary>An object changed.</summary>
    /// <param name="Old">Before.</param>
    /// <param name="New">Now; of the same UID.</param>
    public sealed record Updated(T Old, T New) : StoreChange<T>;

    /// <summary>An object is gone.</summary>
    /// <param name="Last">Its last known state; after a relist that is the one before it went.</param>
    public sealed record Deleted(T Last) : StoreChange<T>;

    /// <summary>A whole list was taken over; its differences were reported just before.</summary>
    public sealed record Resynced : StoreChange<T>;
}
