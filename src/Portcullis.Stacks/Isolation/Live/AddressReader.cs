using System.Net;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Reads where everything in the cluster is, off the stores and, once, from the API server itself.</summary>
internal sealed class AddressReader(
    KubernetesClient client, ClusterStores cluster, IsolationStores isolation, OverridingWatch added, StackSettings stacks, IsolationSettings settings)
{
    private volatile IReadOnlyList<IPNetwork>? _told;

    /// <summary>Says that Gateways are others now; the stores say it themselves when something else is.</summary>
    public event Action? GatewaysChanged
    {
        add => added.GatewaysChanged += value;
        remove => added.GatewaysChanged -= value;
    }

    /// <summary>Asks again for what was told: whoever answers now may be another API server, with another range.</summary>
    public void Forget() => _told = null;

    /// <summary>Where everything is now. The stores must be synced.</summary>
    /// <exception cref="KubernetesTransportException">The API server did not answer when it was asked for the range of Services.</exception>
    public async Task<ClusterAddresses> ReadAsync(CancellationToken cancellationToken)
    {
        // The range cannot change without a restart of the API server, so it is asked for once after each; two who ask at
        // the same time are told the same.
        var told = _told ??= settings.ServiceCidrs.Count > 0 || isolation.ServiceRanges.Count > 0 ? [] : await ServiceRangeProbe.AskAsync(client, stacks.Namespace, cancellationToken);
        return AddressDiscovery.Of(
            [.. cluster.Nodes.Snapshot().Objects.Values],
            [.. cluster.Services.Snapshot().Objects.Values.Where(service => service.Metadata.Namespace != stacks.Namespace)],
            [.. isolation.ServiceRanges.Snapshot().Objects.Values],
            isolation.ApiServer.Now,
            told,
            settings,
            [.. isolation.Ingresses.Snapshot().Objects.Values.Select(ClusterEntry.Of), .. added.Gateways.Select(ClusterEntry.OfGateway)],
            stacks.PublicHost);
    }
}
