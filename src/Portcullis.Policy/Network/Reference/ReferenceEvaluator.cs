using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Explaining;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reference;

/// <summary>Answers questions by the specification, word by word: slow, and obviously right. The fast engine is <see cref="NetworkSnapshot"/>.</summary>
public sealed class ReferenceEvaluator
{
    private readonly ClusterFacts _facts;

    private ReferenceEvaluator(ClusterFacts facts) => _facts = facts;

    /// <summary>The objects that are invalid. While there are any, nothing is answered.</summary>
    public IReadOnlyList<ObjectProblem> Problems => _facts.Problems;

    /// <summary>Reads the objects.</summary>
    /// <param name="objects">All of the cluster that matters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="objects"/> is null.</exception>
    public static ReferenceEvaluator Create(ClusterObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return new ReferenceEvaluator(new ClusterFacts(objects));
    }

    /// <summary>Answers one question, with everything that led to the answer.</summary>
    /// <param name="question">The question.</param>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> is null.</exception>
    public NetworkAnswer Explain(NetworkQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Explainer.Explain(question, _facts);
    }

    /// <summary>Answers for all pairs.</summary>
    /// <param name="order">Rows and columns.</param>
    /// <param name="ports">The ports to ask.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public MatrixAnswer Matrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(ports);
        var list = EndpointList.Resolve(order, _facts);
        if (list.Missing.Count > 0)
        {
            return new MatrixAnswer.Unanswerable(list.Missing);
        }

        var cells = ports.Select(port => list.Endpoints.Select(from => list.Endpoints.Select(to => Cell(from, to, port)).ToArray()).ToArray()).ToArray();
        return new MatrixAnswer.Judged(new CellMatrix(order, ports, cells), list.Caveats);
    }

    /// <summary>Of a service: reached when one of the pods behind it is.</summary>
    private Reachability Cell(Resolved from, Resolved to, ProtocolPort port)
    {
        var source = from is Resolved.Behind { Address: var address } ? Subject.Outside(address) : ((Resolved.One)from).Subject;
        if (to is Resolved.One { Subject: var subject })
        {
            return Judge.Between(source, subject, port, _facts);
        }

        var answers = ServiceExplainer.Behind(((Resolved.Behind)to).Service, port, _facts)
            .Select(target => Judge.Between(source, target.Pod, target.Port, _facts))
            .ToHashSet();
        return answers.Contains(Reachability.Allowed) ? Reachability.Allowed
            : answers.Contains(Reachability.Denied) ? Reachability.Denied
            : Reachability.Undefined;
    }
}
