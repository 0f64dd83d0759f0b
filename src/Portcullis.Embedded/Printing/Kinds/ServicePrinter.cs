using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Services.</summary>
internal static class ServicePrinter
{
    public static KindPrinter Kind { get; } = KindPrinter.Of<Service>(
        [TableColumn.ObjectName(), new("Type"), new("Cluster-IP"), new("External-IP"), new("Port(s)"), TableColumn.Age(), TableColumn.Wide("Selector")],
        (service, now) =>
        [
            service.Metadata.Name,
            service.Spec?.Type,
            service.Spec?.ClusterIPs is [var first, ..] ? first : service.Spec?.ClusterIP ?? "<none>",
            External(service),
            Ports(service.Spec?.Ports ?? []),
            Ages.Since(service.Metadata.CreationTimestamp, now),
            SelectorText.Of(service.Spec?.Selector),
        ]);

    private static string External(Service service)
    {
        var given = service.Spec?.ExternalIPs ?? [];
        var balanced = (service.Status?.LoadBalancer?.Ingress ?? []).Select(i => i.Ip ?? i.Hostname ?? "").Where(a => a.Length > 0);
        return service.Spec?.Type switch
        {
            "ExternalName" => service.Spec.ExternalName ?? "",
            "LoadBalancer" => balanced.Concat(given).ToList() is { Count: > 0 } all ? string.Join(',', all) : "<pending>",
            _ => given.Count > 0 ? string.Join(',', given) : "<none>",
        };
    }

    private static string Ports(IReadOnlyList<ServicePort> ports) => ports.Count == 0
        ? "<none>"
        : string.Join(',', ports.Select(p => p.NodePort is > 0 ? $"{p.Port}:{p.NodePort}/{p.Protocol}" : $"{p.Port}/{p.Protocol}"));
}
