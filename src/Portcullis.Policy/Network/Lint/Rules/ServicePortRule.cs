using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>The port of a service in place of its pods': a policy sees the packet when the service has already been resolved.</summary>
internal sealed class ServicePortRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from port in rule.Ports
        where port is { Name: null, IsAll: false } && port.First == port.Last
        let receivers = (rule.Direction == "Ingress" ? policy.Selected : rule.Peers.SelectMany(peer => context.PodsOf(policy, peer))).ToList()
        where receivers.Count > 0 && !receivers.Any(pod => NamedPorts.Of(pod).Any(own => own.Port == port.First && (own.Protocol ?? "TCP") == port.Protocol))
        from hit in Mistaken(context, receivers, port).Take(1)
        select LintText.Finding(
            policy,
            LintCodes.ServicePortNotTargetPort,
            $"{port.Path}.port",
            $"{port.First} is the port of the service {NamespacedName.Of(hit.Service.Metadata)}, whose pods listen on {hit.Target}: policies are judged on the pods' port, so the service stays shut",
            $"write the pods' port, {hit.Target}");

    private static IEnumerable<(Service Service, string Target)> Mistaken(LintContext context, List<Pod> receivers, LintPort port) =>
        from service in context.Subject.Services
        where service.Spec?.Selector is { Count: > 0 }
        where receivers.Any(pod => pod.Metadata.Namespace == service.Metadata.Namespace && service.Spec!.Selector!.All(label => pod.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value))
        from entry in service.Spec!.Ports ?? []
        where entry.Port == port.First && (entry.Protocol ?? "TCP") == port.Protocol
        where entry.TargetPort is { } target && !(target.IsNumber && target.Number is 0) && !(target.IsNumber && target.Number == port.First)
        select (service, entry.TargetPort!.Value.ToString());
}
