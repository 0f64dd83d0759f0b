using System.Globalization;
using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>Holds a stack's Service against what it must be. Pure.</summary>
/// <remarks>
/// Every field counts that changes who gets in, by which address, or where they end up. The others do not: session
/// affinity and traffic distribution choose among endpoints, of which there is one; the internal traffic policy and the
/// address families only make the ways in fewer, and versions before this one made Services of one family.
/// </remarks>
internal static class ServiceEdits
{
    private const string Nothing = "nothing";
    private const string None = "none";

    /// <summary>What is not as it should be; empty when all is well.</summary>
    public static IReadOnlyList<ServiceEdit> Of(Service service, ServiceForm form, StackSettings settings)
    {
        var spec = service.Spec ?? new();
        List<ServiceEdit> edits = [.. Record(service, form), .. Ways(spec, form, settings)];
        if (service.Status?.LoadBalancer?.Ingress is { Count: > 0 } entries)
        {
            edits.Add(new("status.loadBalancer", Listed(entries.Select(entry => entry.Ip ?? entry.Hostname ?? Nothing)), None) { CanBeUndone = false });
        }

        return edits;
    }

    private static IEnumerable<ServiceEdit> Record(Service service, ServiceForm form)
    {
        var label = service.Metadata.Labels?.GetValueOrDefault(StackKeys.Incarnation);
        if (label is { Length: > 0 } && label != form.Incarnation)
        {
            yield return new($"metadata.labels[{StackKeys.Incarnation}]", label, form.Incarnation) { By = "its pod" };
        }

        var targets = service.Metadata.Annotations?.GetValueOrDefault(StackKeys.TargetPorts);
        if (form.IsByPod && targets != form.TargetPorts)
        {
            yield return new($"metadata.annotations[{StackKeys.TargetPorts}]", targets is { Length: > 0 } ? targets : Nothing, form.TargetPorts) { By = "its pod" };
        }

        // Of a Pod nobody can change the ports of containers.
        if (form.Pod?.Spec is { Containers.Count: > 0 } spec && form.Ports.Where(port => !Exposes(spec, port.Target)).Select(port => port.Target.ToString()).ToList() is { Count: > 0 } hidden)
        {
            yield return new($"metadata.annotations[{StackKeys.TargetPorts}]", form.TargetPorts, $"that no container exposes {Listed(hidden)}") { By = "its pod", CanBeUndone = false };
        }
    }

    private static IEnumerable<ServiceEdit> Ways(ServiceSpec spec, ServiceForm form, StackSettings settings)
    {
        if (spec.Type != "NodePort")
        {
            yield return new("spec.type", spec.Type is { Length: > 0 } type ? type : "ClusterIP", "NodePort");
        }

        if (!Same(spec.Selector, form.Selector))
        {
            yield return new("spec.selector", Words(spec.Selector), Words(form.Selector));
        }

        if (!Same(spec.Ports ?? [], form.Ports))
        {
            yield return new("spec.ports", spec.Ports is { Count: > 0 } ports ? Listed(ports.Select(Words)) : Nothing, Listed(form.Ports.Select(Words)));
        }

        // A Service that answers by its Pod's node alone lets nobody in who should not be, so the other way around is no
        // edit; and of two replicas of which one is told another policy, only one writes.
        if (settings.ExternalTrafficPolicy == "Local" && spec is { Type: "NodePort" or "LoadBalancer", ExternalTrafficPolicy: not "Local" })
        {
            yield return new("spec.externalTrafficPolicy", spec.ExternalTrafficPolicy is { Length: > 0 } policy ? policy : "Cluster", "Local") { By = "STACK_EXTERNAL_TRAFFIC_POLICY" };
        }

        if (spec.ExternalIPs is { Count: > 0 } external)
        {
            yield return new("spec.externalIPs", Listed(external), None);
        }

        if (spec.PublishNotReadyAddresses == true)
        {
            yield return new("spec.publishNotReadyAddresses", "true", "false");
        }

        if (spec.LoadBalancerIP is { Length: > 0 } address)
        {
            yield return new("spec.loadBalancerIP", address, None);
        }

        if (spec.ExternalName is { Length: > 0 } name)
        {
            yield return new("spec.externalName", name, None);
        }
    }

    /// <summary>Whether a port of a Service is one that its form has.</summary>
    public static bool Is(ServicePort port, FormPort wanted) =>
        port.Port == wanted.Target.ContainerPort
        && (port.Protocol ?? "TCP") == wanted.Target.ProtocolText
        && (port.TargetPort is not { } target || target == IntOrString.Of(wanted.Target.ContainerPort))
        && (wanted.NodePort is { } nodePort ? port.NodePort == nodePort : port.NodePort > 0);

    private static bool Same(IReadOnlyList<ServicePort> there, IReadOnlyList<FormPort> wanted) =>
        there.Count == wanted.Count && wanted.All(port => there.Any(one => Is(one, port)));

    private static bool Same(IReadOnlyDictionary<string, string>? there, IReadOnlyDictionary<string, string> wanted) =>
        there?.Count == wanted.Count && wanted.All(label => there.GetValueOrDefault(label.Key) == label.Value);

    private static bool Exposes(PodSpec spec, TargetPort target) => (spec.Containers ?? []).Concat(spec.InitContainers ?? []).SelectMany(container => container.Ports ?? [])
        .Any(port => port.Port == target.ContainerPort && (port.Protocol ?? "TCP") == target.ProtocolText);

    private static string Words(IReadOnlyDictionary<string, string>? labels) =>
        labels is { Count: > 0 } ? string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")) : Nothing;

    private static string Words(ServicePort port)
    {
        var target = port.TargetPort is { } given && given != default ? given.ToString() : Number(port.Port);
        return $"{(port.NodePort > 0 ? $"NodePort {Number(port.NodePort)}" : "no NodePort")} to {target}/{port.Protocol ?? "TCP"}{(target == Number(port.Port) ? "" : $" (as {Number(port.Port)})")}";
    }

    private static string Words(FormPort port) => $"{(port.NodePort is { } given ? $"NodePort {Number(given)}" : "a NodePort")} to {port.Target}";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static string Listed(IEnumerable<string> texts) => Listing.Of(texts);
}
