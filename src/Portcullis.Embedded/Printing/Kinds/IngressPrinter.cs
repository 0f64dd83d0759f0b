using System.Text.Json;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Ingresses in tables.</summary>
internal static class IngressPrinter
{
    // The hosts beyond are counted, as upstream does.
    private const int MostHosts = 3;

    public static KindPrinter Kind { get; } = KindPrinter.Of<Ingress>(
        [TableColumn.ObjectName(), new("Class"), new("Hosts"), new("Address"), new("Ports"), TableColumn.Age()],
        (ingress, now) =>
        [
            ingress.Metadata.Name,
            ingress.Spec?.IngressClassName ?? "<none>",
            Hosts(ingress),
            string.Join(',', (ingress.Status?.LoadBalancer?.Ingress ?? []).Select(entry => string.IsNullOrEmpty(entry.Ip) ? entry.Hostname : entry.Ip)),
            ingress.Spec?.Tls is { ValueKind: JsonValueKind.Array } tls && tls.GetArrayLength() > 0 ? "80, 443" : "80",
            Ages.Since(ingress.Metadata.CreationTimestamp, now),
        ]);

    private static string Hosts(Ingress ingress)
    {
        List<string> hosts = ingress.Spec?.Rules is not { ValueKind: JsonValueKind.Array } rules ? []
            : [.. rules.EnumerateArray().Where(rule => rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("host", out var host) && host.ValueKind == JsonValueKind.String).Select(rule => rule.GetProperty("host").GetString()!).Where(host => host.Length > 0)];
        return hosts.Count == 0 ? "*" : hosts.Count <= MostHosts ? string.Join(',', hosts) : $"{string.Join(',', hosts.Take(MostHosts))} + {hosts.Count - MostHosts} more...";
    }
}
