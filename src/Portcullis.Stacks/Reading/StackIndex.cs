using System.Collections.Concurrent;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Reading;

/// <summary>Joins the stores of Services and Pods into one entry a stack, kept up to date by their changes.</summary>
/// <remarks>Writers are the two stores' change callbacks; readers take immutable entries and never wait.</remarks>
internal sealed class StackIndex : IDisposable
{
    private readonly ConcurrentDictionary<StackId, StackEntry> _entries = new();
    private readonly Lock _writing = new();
    private readonly string _namespace;
    private readonly List<IDisposable> _subscriptions = [];

    public StackIndex(Store<Service> services, Store<Pod> pods, NodeDirectory nodes, StackSettings settings)
    {
        _namespace = settings.Namespace;
        _subscriptions.Add(services.Subscribe(OnService));
        _subscriptions.Add(pods.Subscribe(OnPod));
        nodes.Changed += OnNode;
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
        var was = OwnerOf(before?.Metadata);
        var isNow = OwnerOf(after?.Metadata);
        if (was is { } left && isNow != left)
        {
            Update(left, entry => entry.WithService(null));
        }

        if (isNow is { } id)
        {
            Update(id, entry => entry.WithService(after));
        }
    }

    private void OnPod(StoreChange<Pod> change)
    {
        var (before, after) = change.Sides();
        var was = OwnerOf(before?.Metadata);
        var isNow = OwnerOf(after?.Metadata);
        if (was is { } left && isNow != left)
        {
            Update(left, entry => entry.WithPod(before!.Metadata.Name!, null));
        }

        if (isNow is { } id)
        {
            Update(id, entry => entry.WithPod(after!.Metadata.Name!, after));
        }
    }

    // Null for what is not ours, or not any more: labels can be taken off.
    private StackId? OwnerOf(ObjectMeta? metadata) =>
        metadata is not null && metadata.Namespace == _namespace && StackLabels.IsOurs(metadata, out var id) ? id : null;

    private void OnNode(string node)
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.Pods.Any(pod => pod.Spec?.NodeName == node))
            {
                Changed?.Invoke(entry.Id);
            }
        }
    }

    private void Update(StackId id, Func<StackEntry, StackEntry> change)
    {
        lock (_writing)
        {
            var entry = change(_entries.GetValueOrDefault(id) ?? StackEntry.Empty(id));
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
