using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation;

/// <summary>The pods as the simulation last saw them, also by node. Not thread-safe.</summary>
internal sealed class PodIndex
{
    private readonly Dictionary<string, Pod> _pods = [];
    private readonly Dictionary<string, HashSet<string>> _byNode = [];

    public Pod? Find(string uid) => _pods.GetValueOrDefault(uid);

    public IReadOnlyList<Pod> On(string node) => _byNode.TryGetValue(node, out var uids) ? [.. uids.Select(uid => _pods[uid])] : [];

    public void Set(Pod pod)
    {
        Remove(pod.Metadata.Uid!);
        _pods[pod.Metadata.Uid!] = pod;
        if (pod.Spec?.NodeName is { Length: > 0 } node)
        {
            if (!_byNode.TryGetValue(node, out var uids))
            {
                _byNode.Add(node, uids = []);
            }

            uids.Add(pod.Metadata.Uid!);
        }
    }

    public void Remove(string uid)
    {
        if (_pods.Remove(uid, out var pod) && _byNode.TryGetValue(pod.Spec?.NodeName ?? "", out var uids) && uids.Remove(uid) && uids.Count == 0)
        {
            _byNode.Remove(pod.Spec!.NodeName!);
        }
    }
}
