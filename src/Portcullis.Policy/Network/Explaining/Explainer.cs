using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Answers one question with everything that led to the answer.</summary>
internal static class Explainer
{
    public static NetworkAnswer Explain(NetworkQuestion question, IClusterView view)
    {
        if (view.Problems.Count > 0)
        {
            return new NetworkAnswer.Unanswerable([.. view.Problems.Select(problem => problem.ToString())]);
        }

        var from = EndpointResolver.Resolve(question.From, view);
        if (from is Resolved.Behind { Service: var source, Address: var address })
        {
            from = new Resolved.One(Subject.Outside(address), [new($"{address} is the address of service {source.Name}: nothing connects from there", IsCaveat: true)]);
        }

        return (from, EndpointResolver.Resolve(question.To, view)) switch
        {
            (Resolved.Nobody(var reason), _) => new NetworkAnswer.Unanswerable([reason]),
            (_, Resolved.Nobody(var reason)) => new NetworkAnswer.Unanswerable([reason]),
            (Resolved.One one, Resolved.One { Subject.Kind: not SubjectKind.Pod } two) when EntryOf(question, view) is (var service, var what) => ServiceExplainer.ExplainEntry(question, one, two, service, what, view),
            (Resolved.One one, Resolved.One two) => Explain(question, one.Subject, two.Subject, question.Port, [.. one.Notes, .. two.Notes], view),
            (Resolved.One one, Resolved.Behind two) => ServiceExplainer.Explain(question, one, two.Service, view),
            _ => throw new InvalidOperationException("an endpoint resolved to nothing known"),
        };
    }

    // Several services may share an address for different ports, and a node may have it for all others.
    private static (ServiceFacts Service, string What)? EntryOf(NetworkQuestion question, IClusterView view) =>
        question.To is NetworkEndpoint.OfAddress(var address) && IpValue.Of(address) is var value
        && view.ServicesBehind(value).FirstOrDefault(service => service.Ports.Any(port => port.Port == question.Port)) is { } service
            ? (service, service.Entries.First(entry => entry.Address == value).What)
            : null;

    /// <summary>Explains a pair, of which policies may not speak at all.</summary>
    public static NetworkAnswer Explain(NetworkQuestion question, Subject from, Subject to, ProtocolPort port, IReadOnlyList<Note> notes, IClusterView view) => Paths.IsDefined(from, to)
        ? new NetworkAnswer.Judged(Verdict(question, from, to, port, notes, view))
        : new NetworkAnswer.Unanswerable([from.Endpoint == to.Endpoint
            ? $"traffic of {from} to itself is undefined: policies do not speak of it"
            : $"neither {from} nor {to} is a pod with an address of its own: policies do not speak of traffic between them"]);

    /// <summary>Explains the family that passes, or else the first.</summary>
    public static NetworkVerdict Verdict(NetworkQuestion question, Subject from, Subject to, ProtocolPort port, IReadOnlyList<Note> notes, IClusterView view)
    {
        var paths = Paths.Between(from.Families, to.Families);
        var chosen = new Connection(from, to, port, paths[0]);
        foreach (var path in paths)
        {
            var connection = new Connection(from, to, port, path);
            if (Judge.Allows(Direction.Egress, connection, view) && Judge.Allows(Direction.Ingress, connection, view))
            {
                chosen = connection;
                break;
            }
        }

        var egress = Side(Direction.Egress, chosen, view);
        var ingress = Side(Direction.Ingress, chosen, view);
        return new NetworkVerdict
        {
            Question = question,
            Allowed = egress.Allowed && ingress.Allowed,
            Egress = egress,
            Ingress = ingress,
            Caveats = [.. notes.Where(note => note.IsCaveat).Select(note => note.Text)],
            Text = VerdictWords.Sentences(question, chosen, egress, ingress, notes, dual: paths.Length > 1),
        };
    }

    private static DirectionVerdict Side(Direction direction, Connection connection, IClusterView view)
    {
        var own = connection.Own(direction);
        if (own.Kind != SubjectKind.Pod)
        {
            return new DirectionVerdict { Isolated = false, Allowed = true, Policies = [] };
        }

        var policies = view.PoliciesOf(own.Namespace).Where(policy => Specification.Isolates(policy, own, direction)).Select(policy =>
        {
            var match = Specification.FirstAllowing(policy, direction, connection, view);
            return new PolicyVerdict
            {
                Policy = ObjectNames.Of(policy),
                Rule = match?.Rule,
                Peer = match?.Peer,
                Port = match?.Port,
                Reason = PolicyWords.Reason(policy, direction, connection, match, view),
            };
        }).ToList();
        return new DirectionVerdict { Isolated = policies.Count > 0, Allowed = Judge.Allows(direction, connection, view), Policies = policies };
    }
}
