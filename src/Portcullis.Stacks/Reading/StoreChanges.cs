using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire;

namespace Portcullis.Stacks.Reading;

/// <summary>Reads a store's change as before and after.</summary>
internal static class StoreChanges
{
    /// <summary>The object before and after a change; both null when the change is about none.</summary>
    public static (T? Before, T? After) Sides<T>(this StoreChange<T> change)
        where T : KubernetesObject => change switch
        {
            StoreChange<T>.Added added => (null, added.Object),
            StoreChange<T>.Updated updated => (updated.Old, updated.New),
            StoreChange<T>.Deleted deleted => (deleted.Last, null),
            _ => (null, null),
        };
}
