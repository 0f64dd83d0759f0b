using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>A question about a service's cluster address: policies are evaluated on the pod and port that it is translated to.</summary>
internal static class ServiceExplainer
{
    /// <summary>
    /// A question about an address that leads to a service from outside. It may be translated like a cluster address, on the
    /// way or at the source, or leave as it is, be judged by its address, and come in again: what passes either way passes.
    /// </summary>
    public static NetworkAnswer ExplainEntry(NetworkQuestion question, Resolved.One from, Resolved.One to, ServiceFacts service, string what, IClusterView view)
    {
        var behind = Explain(question, from, service, view, what);
        if (behind is NetworkAnswer.Judged { Verdict.Allowed: true })
        {
            return behind;
        }

        Note[] notes = [.. from.Notes, .. to.Notes, new($"{question.To} is {what} of service {service.Name}: what leaves to it as it is may come in from there, under another address", IsCaveat: true)];
        var byAddress = Explainer.Explain(question, from.Subject, to.Subject, question.Port, notes, view);
        return byAddress is NetworkAnswer.Judged judged && (judged.Verdict.Allowed || behind is not NetworkAnswer.Judged) ? byAddress : behind;
    }

    public static NetworkAnswer Explain(NetworkQuestion question, Resolved.One from, ServiceFacts service, IClusterView view, string what = "the address")
    {
        if (service.Selector is null)
        {
            return new NetworkAnswer.Unanswerable([$"service {service.Name} has no selector, so what is behind it is not known here"]);
        }

        if (service.Ports.All(port => port.Port != question.Port))
        {
            return new NetworkAnswer.Unanswerable([$"service {service.Name} has no port {question.Port}, so nothing answers there"]);
        }

        NetworkAnswer? first = null;
        foreach (var (pod, port) in Behind(service, question.Port, view))
        {
            Note[] notes = [.. from.Notes, new($"{question.To} is {what} of service {service.Name}, behind which {pod} answers on {port}", IsCaveat: false)];
            var answer = Explainer.Explain(question, from.Subject, pod, port, notes, view);
            if (answer is NetworkAnswer.Judged { Verdict.Allowed: true })
            {
                return answer;
            }

            // A pod behind its own service is undefined; any other pod says more.
            first = first is NetworkAnswer.Judged ? first : answer;
        }

        return first ?? new NetworkAnswer.Unanswerable([$"no live pod is behind port {question.Port} of service {service.Name}, so nothing answers there"]);
    }

    /// <summary>The pods behind a port of a service, with the port that each of them is reached on.</summary>
    public static IEnumerable<(Subject Pod, ProtocolPort Port)> Behind(ServiceFacts service, ProtocolPort port, IClusterView view) =>
        from entry in service.Ports
        where entry.Port == port
        from pod in view.Pods
        where service.Selects(pod)
        let target = entry.TargetOn(pod)
        where target is not null
        select (pod, target.Value);
}
