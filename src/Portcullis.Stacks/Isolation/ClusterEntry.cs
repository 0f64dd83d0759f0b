using System.Text.Json;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation;

/// <summary>Something that leads into the cluster by addresses or names of its own: a Service's load balancer, an Ingress, a Gateway.</summary>
/// <param name="What">What it is: <c>Ingress backend/web</c>.</param>
/// <param name="Addresses">Its addresses, as they are written.</param>
/// <param name="Hosts">Names that stand for addresses nobody tells.</param>
internal sealed record ClusterEntry(string What, IReadOnlyList<string> Addresses, IReadOnlyList<string> Hosts)
{
    /// <summary>A Service's external addresses and load balancers.</summary>
    public static ClusterEntry Of(Service service) => Of(
        $"Service {NamespacedName.Of(service.Metadata)}",
        [.. (service.Spec?.ExternalIPs ?? []).Select(address => ((string?)address, (string?)null)), .. (service.Status?.LoadBalancer?.Ingress ?? []).Select(entry => (entry.Ip, entry.Hostname))]);

    /// <summary>Where an Ingress is entered.</summary>
    public static ClusterEntry Of(Ingress ingress) => Of(
        $"Ingress {NamespacedName.Of(ingress.Metadata)}", [.. (ingress.Status?.LoadBalancer?.Ingress ?? []).Select(entry => (entry.Ip, entry.Hostname))]);

    /// <summary>Where a Gateway of the Gateway API is entered, or wants to be.</summary>
    /// <param name="gateway">The object: its <c>spec.addresses</c> and <c>status.addresses</c>.</param>
    public static ClusterEntry OfGateway(CustomObject gateway)
    {
        var status = gateway.Others?.TryGetValue("status", out var found) == true ? found : default;
        return Of($"Gateway {NamespacedName.Of(gateway.Metadata)}", [.. Values(gateway.Spec ?? default).Concat(Values(status)).Distinct().Select(value => ((string?)null, (string?)value))]);
    }

    private static ClusterEntry Of(string what, IReadOnlyList<(string? Ip, string? Host)> points)
    {
        // An entry point that has an address besides is known by that. What stands for the name may be an address itself.
        List<string> texts = [.. points.Select(point => string.IsNullOrEmpty(point.Ip) ? point.Host : point.Ip).OfType<string>()];
        var byAddress = texts.ToLookup(text => IPText.TryParseAddress(text, out _));
        return new(what, [.. byAddress[true]], [.. byAddress[false].Where(host => !IsItself(host))]);
    }

    // To whoever asks for it, it is himself.
    private static bool IsItself(string host) => host.TrimEnd('.') is var name && (name.Length == 0 || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Values(JsonElement holder) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty("addresses", out var addresses) && addresses.ValueKind == JsonValueKind.Array
            ? addresses.EnumerateArray().Where(address => address.ValueKind == JsonValueKind.Object && address.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0)
                .Select(address => address.GetProperty("value").GetString()!)
            : [];
}
