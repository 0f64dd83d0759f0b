using System.Collections.Concurrent;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Reading;

/// <summary>The nodes, and which of them are known to be gone.</summary>
/// <remarks>
/// Pods and nodes come over two watches: a Pod can be on a node that the store has not seen yet. To call such a node
/// deleted would make callers drop a living stack, so a node is gone only when it was there before.
/// </remarks>
internal sealed class NodeDirectory : IDisposable
{
    // A node that has not shown up this long after a Pod was bound to it is not going to.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);
    private readonly Store<Node> _nodes;
    private readonly IDisposable _subscription;

    public NodeDirectory(Store<Node> nodes)
    {
        _nodes = nodes;
        _subscription = nodes.Subscribe(OnChange);
    }

    /// <summary>Says which node has come or gone.</summary>
    public event Action<string>? Changed;

    public Node? Find(string name) => _nodes.TryGet(new("", name));

    /// <summary>Whether the node of a Pod is gone for good.</summary>
    public bool IsGone(Pod pod, string node, DateTimeOffset now) =>
        Find(node) is null && (_gone.ContainsKey(node) || GoneAt(pod) <= now);

    /// <summary>When a Pod's node counts as gone if it has not shown up by then.</summary>
    public static DateTimeOffset GoneAt(Pod pod) =>
        (PodConditions.Find(pod, "PodScheduled")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp ?? DateTimeOffset.UnixEpoch) + Patience;

    public void Dispose() => _subscription.Dispose();

    private void OnChange(StoreChange<Node> change)
    {
        var (before, after) = change.Sides();
        if ((before is null) == (after is null))
        {
            return;
        }

        var name = (after ?? before)!.Metadata.Name ?? "";
        if (after is null)
        {
            _gone[name] = true;
        }
        else
        {
            _gone.TryRemove(name, out _);
        }

        Changed?.Invoke(name);
    }
}
