using System.Net;
using Portcullis.Model.Names;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Explaining;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Policy.Network;

/// <content>Questions and answers.</content>
public sealed partial class NetworkSnapshot
{
    /// <summary>Answers one question, shortly: in less than a microsecond, without allocating, for two pods.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">What can be said; meaningless when this is false.</param>
    /// <returns>False when there is no answer: <see cref="Explain"/> says why.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> is null.</exception>
    public bool TryAsk(NetworkQuestion question, out Reachability answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        answer = Reachability.Undefined;
        if (!_state.IsAnswerable || End(question.From) is not { } from || End(question.To) is not { } to)
        {
            return false;
        }

        answer = from.Judge(to, question.Port, _state);
        return true;
    }

    /// <summary>Answers one question, with everything that led to the answer.</summary>
    /// <param name="question">The question.</param>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> is null.</exception>
    public NetworkAnswer Explain(NetworkQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Explainer.Explain(question, _state);
    }

    /// <summary>Answers for all pairs.</summary>
    /// <param name="order">Rows and columns.</param>
    /// <param name="ports">The ports to ask.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public MatrixAnswer Matrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(ports);
        var list = EndpointList.Resolve(order, _state);
        if (list.Missing.Count > 0)
        {
            return new MatrixAnswer.Unanswerable(list.Missing);
        }

        var census = TakeCensus();
        lock (_making)
        {
            var index = _index ??= new ReachIndex(census, _state);
            MatrixEnd[] ends = [.. list.Endpoints.Select(endpoint => EndOf(endpoint, index, census.Table))];
            return new MatrixAnswer.Judged(new ClassMatrix(order, ports, ends, [.. ports.Select(port => ClassRows.Of(index, port))], _state), list.Caveats);
        }
    }

    /// <summary>Can any of these reach any of those? Answers no, or with the first who can.</summary>
    /// <param name="question">The question.</param>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> is null.</exception>
    /// <exception cref="FormatException">A label selector or a block of the question is invalid.</exception>
    public ReachAnswer Reach(ReachQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!_state.IsAnswerable)
        {
            return new ReachAnswer.Unanswerable([.. Problems.Select(problem => problem.ToString())]);
        }

        // The classes tell more pods apart than fewer policies would, which does no harm.
        var state = StateFor(question);
        if (new ReachSearch(question, state, TakeCensus()).Find() is { From: var from, To: var to, Port: var port })
        {
            var asked = new NetworkQuestion(from.Endpoint, to.Endpoint, port);
            return new ReachAnswer.Somebody(Explainer.Verdict(asked, from, to, port, [], state));
        }

        var hosts = PodSets.Hosts(question.From.Pods, state).Concat(PodSets.Hosts(question.To.Pods, state));
        return new ReachAnswer.Nobody([.. hosts.Distinct()]);
    }

    /// <summary>The same question, where it does not matter who: much faster when somebody can.</summary>
    /// <param name="question">The question.</param>
    /// <returns>Null when there is no answer: objects are invalid.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> is null.</exception>
    /// <exception cref="FormatException">A label selector or a block of the question is invalid.</exception>
    public bool? IsReached(ReachQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return _state.IsAnswerable ? new ReachSearch(question, StateFor(question), TakeCensus()).Exists() : null;
    }

    /// <summary>What pods have in common that no policy can tell apart: whatever holds of one of them, and of two of them, holds of all.</summary>
    /// <param name="pod">A pod.</param>
    /// <returns>Equal for pods that are alike, in this snapshot and in those made from it; null when there is no such live pod, or it is on its node's network.</returns>
    public object? LikenessOf(NamespacedName pod) =>
        _state.FindPod(pod) is { Kind: SubjectKind.Pod } subject ? TakeCensus().Table.ClassOf(subject) : null;

    /// <summary>Of each kind of address in the ranges that blocks of policies tell apart, one address.</summary>
    /// <param name="ranges">The ranges. What a pod's address is makes no difference but for these kinds.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ranges"/> is null.</exception>
    public IReadOnlyList<IPAddress> KindsOfAddresses(IReadOnlyList<IPNetwork> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        return TakeCensus().Table.Vocabulary.Examples(ranges);
    }

    private ClusterState StateFor(ReachQuestion question) => question.WithoutPoliciesOf is { } space ? _state.WithoutPoliciesOf(space) : _state;

    private static MatrixEnd EndOf(Resolved endpoint, ReachIndex index, ClassTable table)
    {
        if (endpoint is Resolved.Behind { Service: var service, Address: var address })
        {
            return new MatrixEnd(Subject.Outside(address), -1, service);
        }

        var subject = ((Resolved.One)endpoint).Subject;
        return new MatrixEnd(subject, subject.Kind == SubjectKind.Pod ? index.IndexOf(table.ClassOf(subject)) : -1, null);
    }

    private MatrixEnd? End(NetworkEndpoint endpoint) => endpoint is NetworkEndpoint.OfPod { Name: var name }
        ? _state.FindPod(name) is { } pod ? new MatrixEnd(pod, -1, null) : null
        : EndpointResolver.Resolve(endpoint, _state) switch
        {
            Resolved.One one => new MatrixEnd(one.Subject, -1, null),
            Resolved.Behind behind => new MatrixEnd(Subject.Outside(behind.Address), -1, behind.Service),
            _ => null,
        };
}
