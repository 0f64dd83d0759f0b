using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Controllers;
using Portcullis.Embedded.Discovery;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Printing;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Embedded.Storage;

namespace Portcullis.Embedded;

/// <summary>Everything a cluster is made of, put together. Owns the controllers.</summary>
internal sealed class ClusterParts : IAsyncDisposable
{
    /// <summary>Where pods of a simulated cluster would find the API server; from the range kept for documentation.</summary>
    private const string ControlPlaneAddress = "192.0.2.1";

    private readonly ControllerSet _controllers;
    private readonly EmbeddedClusterOptions _options;

    public ClusterParts(EmbeddedClusterOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        var resources = new ResourceRegistry();
        var store = new ObjectStore(resources, options.WatchHistory);
        Allocator = new ServiceAllocator(options.ServiceRanges, options.NodePortMin, options.NodePortMax);
        var admission = new AdmissionChain(new NamespaceLifecycle(store), new LimitRanger(store), new PodSecurityAdmission(store), Allocator, new QuotaAdmission(store));
        var registry = new ObjectRegistry(store, admission, time);
        Objects = new ClusterObjects(store, registry, resources);
        Faults = new FaultInjector(time);
        var tables = new TableWriter(new ObjectPrinter(), time);
        Api = new ApiServer(
            resources,
            new ResourceHandler(store, registry, options.Simulate ? new PodLogs(Objects, time) : new NoPodLogs()),
            new ResponseWriter(new WatchStreamer(store, tables, options.BookmarkInterval, time), tables),
            new DiscoveryDocuments(resources, Requests, new AccessReview(options.Denies)),
            Faults,
            Requests,
            options.Token,
            loggers.CreateLogger<ApiServer>());
        Store = store;
        Simulation = options.Simulate ? new SimulatedCluster(Objects, options, time, loggers) : null;
        _controllers = new ControllerSet(Objects, store, registry, resources, time, loggers);
    }

    public ApiServer Api { get; }

    public ObjectStore Store { get; }

    public ClusterObjects Objects { get; }

    public ServiceAllocator Allocator { get; }

    public FaultInjector Faults { get; }

    /// <summary>Nodes, scheduler and kubelets; null without them.</summary>
    public SimulatedCluster? Simulation { get; }

    public RequestLog Requests { get; } = new();

    public void Seed()
    {
        SystemObjects.Create(Objects, _options);
        Simulation?.Seed();
    }

    /// <summary>Says where the API server is; the address on the node network stands for one that only this machine reaches.</summary>
    public void Announce(Uri? address) => ApiEndpoints.Write(
        Objects,
        address is null ? null : new IPEndPoint(IPAddress.TryParse(address.Host, out var host) ? host : IPAddress.Loopback, address.Port),
        ControlPlaneAddress);

    public void StartControllers()
    {
        _controllers.Start();
        Simulation?.Start();
    }

    public void ForgetHistory(string? resource)
    {
        foreach (var table in Store.Tables.Where(t => resource is null || t.Definition.Type.Plural == resource))
        {
            Store.Compact(table);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Simulation is not null)
        {
            await Simulation.DisposeAsync().ConfigureAwait(false);
        }

        await _controllers.DisposeAsync().ConfigureAwait(false);
    }
}
