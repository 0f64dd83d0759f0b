using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Controllers;

/// <summary>Keeps the Endpoints and the EndpointSlices of every service that selects pods.</summary>
/// <remarks>One slice a service and family: no service here has more endpoints than a slice may hold.</remarks>
internal sealed partial class EndpointsController(ClusterObjects objects, ILogger<EndpointsController> logger)
{
    private readonly Lock _gate = new();
    private readonly ServiceIndex _index = new();
    private readonly PodIndex _pods = new();

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(FollowServicesAsync(cancellation), FollowPodsAsync(cancellation));

    private async Task FollowServicesAsync(CancellationToken cancellation)
    {
        await foreach (var change in objects.WatchAsync(ResourceTypes.Services, cancellation).ConfigureAwait(false))
        {
            lock (_gate)
            {
                _index.Replace(change.Previous, change.Current);
            }

            if (change.Current is null)
            {
                Forget(change.Previous!);
            }
            else if (change.Previous is null || !ReferenceEquals(change.Previous.Spec, change.Current.Spec))
            {
                Settle(NamespacedName.Of(change.Current.Metadata));
            }
        }
    }

    private async Task FollowPodsAsync(CancellationToken cancellation)
    {
        await foreach (var change in objects.WatchAsync(ResourceTypes.Pods, cancellation).ConfigureAwait(false))
        {
            List<NamespacedName> touched;
            lock (_gate)
            {
                _pods.Replace(change.Previous, change.Current);
                if (EndpointsBuilder.IsSameEndpoint(change.Previous, change.Current))
                {
                    continue;
                }

                touched = [.. _index.Selecting(change.Previous).Union(_index.Selecting(change.Current))];
            }

            foreach (var key in touched)
            {
                Settle(key);
            }
        }
    }

    private void Settle(NamespacedName key)
    {
        try
        {
            lock (_gate)
            {
                if (objects.Find(ResourceTypes.Services, key.Namespace, key.Name) is { Metadata.DeletionTimestamp: null, Spec.Selector.Count: > 0 } service)
                {
                    Write(service);
                }
            }
        }
        catch (ApiException refused)
        {
            Log.Refused(logger, key, refused);
        }
    }

    private void Write(Service service)
    {
        var pods = _pods.SelectedBy(service).Where(EndpointsBuilder.HasEndpoint).ToList();
        Put(ResourceTypes.Endpoints, EndpointsBuilder.Endpoints(service, pods), EndpointsBuilder.EndpointsManager, static (old, made) => old with { Subsets = made.Subsets });
        foreach (var family in (string[])["IPv4", "IPv6"])
        {
            if (EndpointsBuilder.Families(service).Contains(family))
            {
                Put(
                    ResourceTypes.EndpointSlices,
                    EndpointsBuilder.Slice(service, family, pods),
                    EndpointsBuilder.SliceManager,
                    static (old, made) => old with { Endpoints = made.Endpoints, Ports = made.Ports });
            }
            else
            {
                objects.Delete(ResourceTypes.EndpointSlices, service.Metadata.Namespace!, EndpointsBuilder.SliceName(service, family));
            }
        }
    }

    private void Put<T>(ResourceType<T> type, T made, string manager, Func<T, T, T> merge)
        where T : KubernetesObject
    {
        var (scope, name) = NamespacedName.Of(made.Metadata);
        if (objects.Update(type, scope, name, old => merge(old, made), manager) is null)
        {
            objects.Create(type, made, manager);
        }
    }

    /// <summary>The slice is owned by the service and collected with it; the older Endpoints are not.</summary>
    private void Forget(Service service) =>
        objects.Delete(ResourceTypes.Endpoints, service.Metadata.Namespace!, service.Metadata.Name!);

    private static partial class Log
    {
        [LoggerMessage(EventId = 5120, Level = LogLevel.Debug, Message = "The endpoints of {Service} could not be written")]
        public static partial void Refused(ILogger logger, NamespacedName service, Exception refused);
    }
}
