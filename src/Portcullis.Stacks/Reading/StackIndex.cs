using System.Collections.Concurrent;
using System.Collections.Immutable;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Joins the stores of Services and Pods into one entry a stack, kept up to date by their changes.</summary>
/// <remarks>Writers are the two stores' change callbacks; readers take immutable entries and never wait.</remarks>
internal sealed class StackIndex : IDisposable
{
    private readonly ConcurrentDictionary<StackId, StackEntry> _entries = new();
    private readonly Lock _writing = new();
    private readonly string _namespace;
    private readonly List<IDisposable> _subscriptions = [];

    public StackIndex(Store<Service> services, Store<Pod> pods, StackSettings settings)
    {
        _namespace = settings.Namespace;
        _subscriptions.Add(services.Subscribe(OnService));
        _subscriptions.Add(pods.Subscribe(OnPod));
    }

    /// <summary>Says which stack has changed; called after the entry has, outside any lock.</summary>
    public event Action<StackId>? Changed;

    /// <summary>Every entry.</summary>
    public IEnumerable<StackEntry> Entries => _entries.Values;

    public StackEntry? Find(StackId id) => _entries.GetValueOrDefault(id);

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private void OnService(StoreChange<Service> change)
    {
        var (before, after) = change.Sides();
        var subject = after ?? before;
        if (subject?.Metadata.Namespace != _namespace || !StackLabels.IsOurs(subject.Metadata, out var id))
        {
            return;
        }

        StackRecord.TryRead(after ?? new(), out var record);
        Update(id, entry => entry with { Record = record });
    }

    private void OnPod(StoreChange<Pod> change)
    {
        var (before, after) = change.Sides();
        var subject = after ?? before;
        if (subject is null || !StackLabels.IsOurs(subject.Metadata, out var id))
        {
            return;
        }

        Update(id, entry =>
        {
            var others = entry.Pods.RemoveAll(pod => pod.Metadata.Name == subject.Metadata.Name);
            return entry with { Pods = after is null ? others : others.Add(after) };
        });
    }

    private void Update(StackId id, Func<StackEntry, StackEntry> change)
    {
        lock (_writing)
        {
            var entry = change(_entries.GetValueOrDefault(id) ?? new(id, null, ImmutableArray<Pod>.Empty));
            if (entry.IsEmpty)
            {
                _entries.TryRemove(id, out _);
            }
            else
            {
                _entries[id] = entry;
            }
        }

        Changed?.Invoke(id);
    }
}
