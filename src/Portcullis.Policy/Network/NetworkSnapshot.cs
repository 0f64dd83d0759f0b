using System.Collections.Immutable;
using Portcullis.Model;

namespace Portcullis.Policy.Network;

/// <summary>A cluster at one moment, ready to be asked who can reach whom. Immutable: a change makes another snapshot that shares what stayed.</summary>
public sealed class NetworkSnapshot
{
    private readonly ClusterObjects _objects;
    private readonly Lazy<ReferenceEvaluator> _evaluator;

    private NetworkSnapshot(ClusterObjects objects)
    {
        _objects = objects;
        _evaluator = new Lazy<ReferenceEvaluator>(() => ReferenceEvaluator.Create(objects));
    }

    /// <summary>A cluster without objects.</summary>
    public static NetworkSnapshot Empty { get; } = new(new ClusterObjects());

    /// <summary>The objects that are invalid, with what is wrong. While there are any, nothing is answered.</summary>
    public IReadOnlyList<ObjectProblem> Problems => _evaluator.Value.Problems;

    /// <summary>Reads the objects of a cluster. Two of a kind with one name are a problem.</summary>
    /// <param name="objects">All of the cluster that matters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="objects"/> is null.</exception>
    public static NetworkSnapshot Build(ClusterObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return new NetworkSnapshot(objects);
    }

    /// <summary>The snapshot after an object was added or changed: a Pod, Namespace, NetworkPolicy, Service or Node.</summary>
    /// <param name="obj">The object as it now is.</param>
    /// <exception cref="ArgumentException">Reachability does not follow from objects of this kind.</exception>
    public NetworkSnapshot With(KubernetesObject obj) => Change(obj, add: true);

    /// <summary>The snapshot after an object was removed.</summary>
    /// <param name="obj">The object; its name alone counts.</param>
    /// <exception cref="ArgumentException">Reachability does not follow from objects of this kind.</exception>
    public NetworkSnapshot Without(KubernetesObject obj) => Change(obj, add: false);

    /// <summary>Answers one question, with everything that led to the answer.</summary>
    /// <param name="question">The question.</param>
    public NetworkAnswer Explain(NetworkQuestion question) => _evaluator.Value.Explain(question);

    /// <summary>Answers for all pairs.</summary>
    /// <param name="order">Rows and columns.</param>
    /// <param name="ports">The ports to ask.</param>
    public MatrixAnswer Matrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports) => _evaluator.Value.Matrix(order, ports);

    private NetworkSnapshot Change(KubernetesObject obj, bool add)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return new NetworkSnapshot(obj switch
        {
            Pod pod => _objects with { Pods = Replace(_objects.Pods, pod, add) },
            Namespace space => _objects with { Namespaces = Replace(_objects.Namespaces, space, add) },
            NetworkPolicy policy => _objects with { Policies = Replace(_objects.Policies, policy, add) },
            Service service => _objects with { Services = Replace(_objects.Services, service, add) },
            Node node => _objects with { Nodes = Replace(_objects.Nodes, node, add) },
            _ => throw new ArgumentException($"reachability does not follow from a {obj.GetType().Name}", nameof(obj)),
        });
    }

    private static ImmutableList<T> Replace<T>(IReadOnlyList<T> list, T obj, bool add)
        where T : KubernetesObject
    {
        var rest = list.ToImmutableList().RemoveAll(other => ObjectNames.Of(other) == ObjectNames.Of(obj));
        return add ? rest.Add(obj) : rest;
    }
}
