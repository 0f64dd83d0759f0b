using Portcullis.Client.Reflecting;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>The names of a store's objects that changed since somebody last looked. What they are now is read from the store.</summary>
/// <typeparam name="T">The wire type.</typeparam>
internal sealed class DirtyNames<T> : IDisposable
    where T : KubernetesObject
{
    private readonly Store<T> _store;
    private readonly Predicate<T> _matters;
    private readonly Action _changed;
    private readonly IDisposable _subscription;
    private readonly Lock _lock = new();
    private HashSet<NamespacedName> _names = [];

    /// <param name="store">The store.</param>
    /// <param name="matters">Which objects are wanted at all.</param>
    /// <param name="changed">Called when there is something to look at.</param>
    public DirtyNames(Store<T> store, Predicate<T> matters, Action changed)
    {
        (_store, _matters, _changed) = (store, matters, changed);
        _subscription = store.Subscribe(OnChange);
    }

    /// <summary>Marks every object of the store.</summary>
    public void MarkAll()
    {
        foreach (var (name, obj) in _store.Snapshot().Objects)
        {
            if (_matters(obj))
            {
                Mark(name);
            }
        }
    }

    /// <summary>Takes the names, and hands over what each now is: the object, or null.</summary>
    public void Drain(Action<NamespacedName, T?> take)
    {
        HashSet<NamespacedName> names;
        lock (_lock)
        {
            (names, _names) = (_names, []);
        }

        foreach (var name in names)
        {
            take(name, _store.TryGet(name));
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void OnChange(StoreChange<T> change)
    {
        var (before, after) = change.Sides();
        if ((after ?? before) is { } obj && _matters(obj))
        {
            Mark(NamespacedName.Of(obj.Metadata));
            _changed();
        }
    }

    private void Mark(NamespacedName name)
    {
        lock (_lock)
        {
            _names.Add(name);
        }
    }
}
