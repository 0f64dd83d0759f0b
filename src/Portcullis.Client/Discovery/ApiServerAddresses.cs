using System.Net;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Discovery;

/// <summary>Where the API server answers, by what the cluster says of it: what pods must not reach.</summary>
/// <param name="Service">The addresses and ports of the Service <c>default/kubernetes</c>, one or two for each port.</param>
/// <param name="Endpoints">The addresses and ports behind it.</param>
/// <param name="Origin">Which resource told the endpoints, for people: <c>endpointslices.discovery.k8s.io/v1</c>.</param>
public sealed record ApiServerAddresses(IReadOnlyList<IPEndPoint> Service, IReadOnlyList<IPEndPoint> Endpoints, string Origin)
{
    private const string Namespace = "default";
    private const string Name = "kubernetes";

    /// <summary>The namespace of the Service and of what tells its endpoints.</summary>
    public static string ServiceNamespace => Namespace;

    /// <summary>Selects the EndpointSlices that tell the endpoints.</summary>
    public static string SliceSelector { get; } = $"kubernetes.io/service-name={Name}";

    /// <summary>EndpointSlices as API servers before Kubernetes 1.21 serve them.</summary>
    public static ResourceType<EndpointSlice> OlderSlices { get; } = ResourceTypes.EndpointSlices with { Version = "v1beta1" };

    /// <summary>
    /// Asks the cluster: for EndpointSlices in version v1 (Kubernetes 1.21 and later), else v1beta1, else for Endpoints,
    /// which newer clusters may stop to serve.
    /// </summary>
    /// <param name="client">The cluster; it may forbid some of these.</param>
    /// <param name="ct">Cancels the calls.</param>
    /// <returns>What is known; a list is empty where the cluster has, or shows, nothing.</returns>
    /// <exception cref="KubernetesApiException">The cluster refuses for another reason than that it does not know or show a resource.</exception>
    /// <exception cref="KubernetesTransportException">There was no answer.</exception>
    public static async Task<ApiServerAddresses> ReadAsync(KubernetesClient client, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(client);
        var service = await UnlessHiddenAsync(() => client.TryGetAsync(ResourceTypes.Services, new(Namespace, Name), ct));
        foreach (var type in (ResourceType<EndpointSlice>[])[ResourceTypes.EndpointSlices, OlderSlices])
        {
            var options = new ListOptions { LabelSelector = SliceSelector };
            if (await UnlessHiddenAsync<KubernetesList<EndpointSlice>?>(async () => await client.ListAsync(type, Namespace, options, ct)) is { Items: { Count: > 0 } slices })
            {
                return new(Of(service), EndpointsOf(slices), $"{type.Plural}.{type.ApiVersion}");
            }
        }

        var endpoints = await UnlessHiddenAsync(() => client.TryGetAsync(ResourceTypes.Endpoints, new(Namespace, Name), ct));
        return new(Of(service), EndpointsOf(endpoints), "endpoints/v1");
    }

    /// <summary>The addresses and ports of a Service.</summary>
    /// <param name="service">The Service <c>default/kubernetes</c>; null when it cannot be seen.</param>
    public static IReadOnlyList<IPEndPoint> ServiceOf(Service? service) => Of(service);

    /// <summary>What slices say: the endpoints that are not ready count, too; where no port is told, it is 0.</summary>
    /// <param name="slices">Those of the Service.</param>
    public static IReadOnlyList<IPEndPoint> EndpointsOf(IEnumerable<EndpointSlice> slices) => [.. slices.SelectMany(Of).Distinct()];

    /// <summary>What the older resource says: those that are not ready count, too; where no port is told, it is 0.</summary>
    /// <param name="endpoints">The object; null when it cannot be seen.</param>
    public static IReadOnlyList<IPEndPoint> EndpointsOf(Endpoints? endpoints) => [.. (endpoints?.Subsets ?? []).SelectMany(Of).Distinct()];

    /// <summary>Whether a slice is of the API server's own Service.</summary>
    /// <param name="slice">A slice of whatever Service.</param>
    public static bool IsOfApiServer(EndpointSlice slice) =>
        slice.Metadata.Namespace == Namespace && slice.Metadata.Labels?.GetValueOrDefault("kubernetes.io/service-name") == Name;

    private static async Task<T?> UnlessHiddenAsync<T>(Func<Task<T?>> read)
    {
        try
        {
            return await read();
        }
        catch (KubernetesApiException refused) when (refused.IsNotFound || refused.StatusCode == (int)HttpStatusCode.Forbidden)
        {
            return default;
        }
    }

    private static IReadOnlyList<IPEndPoint> Of(Service? service)
    {
        var addresses = service?.Spec?.ClusterIPs ?? (service?.Spec?.ClusterIP is { } one ? [one] : []);
        return [.. from address in addresses from port in service?.Spec?.Ports ?? [] from end in Join(address, port.Port) select end];
    }

    private static IEnumerable<IPEndPoint> Of(EndpointSlice slice) =>
        from endpoint in slice.Endpoints ?? []
        from address in endpoint.Addresses ?? []
        from port in Ports(slice.Ports?.Select(port => port.Port))
        from end in Join(address, port)
        select end;

    private static IEnumerable<IPEndPoint> Of(EndpointSubset subset) =>
        from address in (subset.Addresses ?? []).Concat(subset.NotReadyAddresses ?? [])
        from port in Ports(subset.Ports?.Select(port => port.Port))
        from end in Join(address.Ip, port)
        select end;

    // An address is one, whatever is said of its ports.
    private static IEnumerable<int> Ports(IEnumerable<int?>? ports) => (ports ?? []).Select(port => port ?? 0).DefaultIfEmpty();

    private static IEnumerable<IPEndPoint> Join(string? address, int? port) =>
        IPAddress.TryParse(address, out var parsed) && port is { } number ? [new(parsed, number)] : [];
}
