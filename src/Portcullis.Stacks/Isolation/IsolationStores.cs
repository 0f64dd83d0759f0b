using Microsoft.Extensions.Logging;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>The part of the cluster that only isolation is read from, kept by watches.</summary>
internal sealed class IsolationStores(KubernetesClient client, StackSettings settings, TimeProvider time, ILogger logger)
{
    // The endpoints of the API server's own Service are served by every version, slices of them only by newer ones.
    private readonly Reflector<Endpoints> _apiServer = new(
        client, ResourceTypes.Endpoints, new() { Namespace = "default", FieldSelector = "metadata.name=kubernetes", AbsentMeansEmpty = true }, time, logger);

    private readonly Reflector<NetworkPolicy> _policies = new(client, ResourceTypes.NetworkPolicies, new() { Namespace = settings.Namespace }, time, logger);

    private readonly Reflector<ServiceCIDR> _serviceRanges = new(client, ResourceTypes.ServiceCIDRs, new() { AbsentMeansEmpty = true }, time, logger);

    /// <summary>The endpoints of the Service <c>default/kubernetes</c>.</summary>
    public Store<Endpoints> ApiServer => _apiServer.Store;

    /// <summary>The NetworkPolicies of the stack namespace.</summary>
    public Store<NetworkPolicy> Policies => _policies.Store;

    /// <summary>The ranges of Services, where the cluster has such objects.</summary>
    public Store<ServiceCIDR> ServiceRanges => _serviceRanges.Store;

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_apiServer.RunAsync(cancellationToken), _policies.RunAsync(cancellationToken), _serviceRanges.RunAsync(cancellationToken));

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        ApiServer.WaitForSyncAsync(cancellationToken), Policies.WaitForSyncAsync(cancellationToken), ServiceRanges.WaitForSyncAsync(cancellationToken));
}
