using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network;

/// <summary>A cluster at one moment, ready to be asked who can reach whom. Immutable and safe for many threads: a change makes another snapshot that shares what stayed.</summary>
/// <remarks>
/// Single questions need nothing but the objects. Questions about all pairs, or about sets, first put the pods into classes
/// that no policy can tell apart; the next snapshot takes the classes over, unless a policy tells apart what none did before.
/// </remarks>
public sealed partial class NetworkSnapshot
{
    private readonly ClusterState _state;
    private readonly Lock _making = new();
    private Census? _census;
    private ReachIndex? _index;

    private NetworkSnapshot(ClusterState state) => _state = state;

    /// <summary>A cluster without objects.</summary>
    public static NetworkSnapshot Empty { get; } = new(ClusterState.Empty);

    /// <summary>The objects that are invalid, with what is wrong. While there are any, nothing is answered.</summary>
    public IReadOnlyList<ObjectProblem> Problems => _state.Problems;

    /// <summary>How many live pods there are, those on their node's network included.</summary>
    public int PodCount => _state.LivePods.Count();

    /// <summary>How many classes the pods fall into that no policy can tell apart.</summary>
    public int ClassCount => TakeCensus().ClassCount;

    /// <summary>Reads the objects of a cluster. Two of a kind with one name are a problem.</summary>
    /// <param name="objects">All of the cluster that matters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="objects"/> is null.</exception>
    public static NetworkSnapshot Build(ClusterObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return new NetworkSnapshot(ClusterState.Read(objects));
    }

    /// <summary>The snapshot after an object was added or changed: a Pod, Namespace, NetworkPolicy, Service or Node.</summary>
    /// <param name="obj">The object as it now is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="ArgumentException">Reachability does not follow from objects of this kind.</exception>
    public NetworkSnapshot With(KubernetesObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj switch
        {
            Pod pod => AfterPod(_state.With(pod), ObjectNames.Of(pod)),
            NetworkPolicy policy => AfterPolicy(_state.With(policy), ObjectNames.Of(policy)),
            Namespace space => AfterNamespace(_state.With(space)),
            Service service => AfterOther(_state.With(service)),
            Node node => AfterOther(_state.With(node)),
            _ => throw Unknown(obj),
        };
    }

    /// <summary>The snapshot after an object was removed.</summary>
    /// <param name="obj">The object; its name alone counts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
    /// <exception cref="ArgumentException">Reachability does not follow from objects of this kind.</exception>
    public NetworkSnapshot Without(KubernetesObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var name = ObjectNames.Of(obj);
        return obj switch
        {
            Pod => AfterPod(_state.WithoutPod(name), name),
            NetworkPolicy => AfterPolicy(_state.WithoutPolicy(name), name),
            Namespace => AfterNamespace(_state.WithoutNamespace(name.Name)),
            Service => AfterOther(_state.WithoutService(name)),
            Node => AfterOther(_state.WithoutNode(name.Name)),
            _ => throw Unknown(obj),
        };
    }

    private static ArgumentException Unknown(KubernetesObject obj) => new($"reachability does not follow from a {obj.GetType().Name}", nameof(obj));

    // One pod moved between classes. The index holds as long as it knows the class that the pod is now in.
    private NetworkSnapshot AfterPod(ClusterState state, NamespacedName name)
    {
        var next = new NetworkSnapshot(state);
        if (Volatile.Read(ref _census) is { } census)
        {
            var now = state.FindPod(name);
            var replaced = census.Replace(_state.FindPod(name), now);
            next._census = replaced.IsWorn ? null : replaced;
            next._index = Volatile.Read(ref _index) is { } index && next._census is not null
                && (now is not { Kind: SubjectKind.Pod } || index.Knows(replaced.Table.ClassOf(now))) ? index : null;
        }

        return next;
    }

    // The classes hold as long as the policy tells no pods apart that were not told apart before.
    private NetworkSnapshot AfterPolicy(ClusterState state, NamespacedName name)
    {
        var next = new NetworkSnapshot(state);
        var policy = Array.Find(state.Space(name.Namespace).Policies.All, policy => policy.Name == name);
        if (Volatile.Read(ref _census) is { } census && (policy is null || census.Table.Vocabulary.Covers(policy)))
        {
            next._census = census;
        }

        return next;
    }

    private NetworkSnapshot AfterNamespace(ClusterState state) => new(state) { _census = Volatile.Read(ref _census) };

    private NetworkSnapshot AfterOther(ClusterState state) => new(state) { _census = Volatile.Read(ref _census), _index = Volatile.Read(ref _index) };

    private Census TakeCensus()
    {
        if (Volatile.Read(ref _census) is { } census)
        {
            return census;
        }

        lock (_making)
        {
            return _census ??= Census.Take(_state);
        }
    }
}
