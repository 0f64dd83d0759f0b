using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>The part of the cluster that only isolation is read from, kept by watches.</summary>
internal sealed class IsolationStores(KubernetesClient client, StackSettings settings, TimeSpan maxAge, TimeProvider time, ILogger logger)
{
    // A server learns of a resource by being replaced.
    private static readonly TimeSpan RarelyAsked = TimeSpan.FromMinutes(10);

    private readonly Reflector<NetworkPolicy> _policies = new(client, ResourceTypes.NetworkPolicies, new() { Trim = StoreTrim.Of, MaxSilence = maxAge }, time, logger);

    private readonly Reflector<Namespace> _namespaces = new(client, ResourceTypes.Namespaces, new() { Trim = StoreTrim.Of, MaxSilence = maxAge }, time, logger);

    // Those of the stack namespace are in the stores of stacks already.
    private readonly Reflector<Pod> _otherPods = new(
        client, ResourceTypes.Pods, new() { FieldSelector = $"metadata.namespace!={settings.Namespace}", Trim = StoreTrim.Of, MaxSilence = maxAge }, time, logger);

    private readonly Reflector<ServiceCIDR> _serviceRanges = new(client, ResourceTypes.ServiceCIDRs, new() { AbsentMeansEmpty = true, AbsentRetry = RarelyAsked, MaxSilence = maxAge }, time, logger);

    // Without, requests enter by Services alone; only servers before 1.19 and other makes lack the resource.
    private readonly Reflector<Ingress> _ingresses = new(
        client, ResourceTypes.Ingresses, new() { AbsentMeansEmpty = true, AbsentRetry = RarelyAsked, Trim = StoreTrim.Of, MaxSilence = maxAge }, time, logger);

    /// <summary>What the stores are kept by, with its name in words.</summary>
    public IReadOnlyList<WatchedSource> Sources =>
    [
        new("network policies", _policies),
        new("namespaces", _namespaces),
        new("other pods", _otherPods),
        .. ApiServer.Sources,
        new("service ranges", _serviceRanges),
        new("ingresses", _ingresses),
    ];

    /// <summary>What is behind the Service <c>default/kubernetes</c>.</summary>
    public ApiServerEndpoints ApiServer { get; } = new(client, maxAge, time, logger);

    /// <summary>The NetworkPolicies of every namespace.</summary>
    public Store<NetworkPolicy> Policies => _policies.Store;

    /// <summary>The namespaces, with their labels.</summary>
    public Store<Namespace> Namespaces => _namespaces.Store;

    /// <summary>The Pods of every namespace but that of stacks.</summary>
    public Store<Pod> OtherPods => _otherPods.Store;

    /// <summary>The ranges of Services, where the cluster has such objects.</summary>
    public Store<ServiceCIDR> ServiceRanges => _serviceRanges.Store;

    /// <summary>What leads requests to Services by addresses of its own.</summary>
    public Store<Ingress> Ingresses => _ingresses.Store;

    /// <summary>Watches until cancelled.</summary>
    /// <param name="sources">Gets what turns out to be watched besides.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(SourceSet sources, CancellationToken cancellationToken) => Task.WhenAll(
        ApiServer.RunAsync(sources, cancellationToken),
        _policies.RunAsync(cancellationToken),
        _namespaces.RunAsync(cancellationToken),
        _otherPods.RunAsync(cancellationToken),
        _serviceRanges.RunAsync(cancellationToken),
        _ingresses.RunAsync(cancellationToken));

    /// <summary>Waits for what the walls are built from.</summary>
    public Task WaitForAddressesAsync(CancellationToken cancellationToken) => Task.WhenAll(
        ApiServer.WaitForSyncAsync(cancellationToken), Policies.WaitForSyncAsync(cancellationToken), ServiceRanges.WaitForSyncAsync(cancellationToken), Ingresses.WaitForSyncAsync(cancellationToken));

    /// <summary>Waits for what the guard judges.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        WaitForAddressesAsync(cancellationToken), Namespaces.WaitForSyncAsync(cancellationToken), OtherPods.WaitForSyncAsync(cancellationToken));
}
