using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Reading;

/// <summary>The part of the cluster that stacks are read from, kept by watches.</summary>
public sealed class ClusterStores : IDisposable
{
    private readonly Reflector<Pod> _pods;
    private readonly Reflector<Service> _services;
    private readonly Reflector<Node> _nodes;

    /// <summary>Prepares the stores; nothing runs before <see cref="RunAsync"/>.</summary>
    /// <param name="client">Reaches the cluster.</param>
    /// <param name="settings">Which namespace holds the stacks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets what goes wrong with the watches.</param>
    /// <param name="maxAge">How long a watch may say nothing before it is replaced; null for the default.</param>
    public ClusterStores(KubernetesClient client, StackSettings settings, TimeProvider time, ILogger<ClusterStores> logger, TimeSpan? maxAge = null)
    {
        var silence = maxAge ?? IsolationSettings.DefaultMaxAge;
        _pods = new(client, ResourceTypes.Pods, new() { Namespace = settings.Namespace, Trim = StoreTrim.Of, MaxSilence = silence }, time, logger);
        _services = new(client, ResourceTypes.Services, new() { Trim = StoreTrim.Of, MaxSilence = silence }, time, logger);
        _nodes = new(client, ResourceTypes.Nodes, new() { Trim = StoreTrim.Of, MaxSilence = silence }, time, logger);
        Sources = new(time, silence);
        Sources.Add(new("pods of stacks", _pods), new("services", _services), new("nodes", _nodes));
    }

    /// <summary>How current they are.</summary>
    internal SourceSet Sources { get; }

    /// <summary>The Pods of the stack namespace.</summary>
    public Store<Pod> Pods => _pods.Store;

    /// <summary>The Services of every namespace: any of them can hold a NodePort.</summary>
    public Store<Service> Services => _services.Store;

    /// <summary>The nodes.</summary>
    public Store<Node> Nodes => _nodes.Store;

    /// <summary>Watches until cancelled.</summary>
    /// <param name="cancellationToken">Ends the watches.</param>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_pods.RunAsync(cancellationToken), _services.RunAsync(cancellationToken), _nodes.RunAsync(cancellationToken));

    /// <summary>Waits until every store has been filled once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Pods.WaitForSyncAsync(cancellationToken), Services.WaitForSyncAsync(cancellationToken), Nodes.WaitForSyncAsync(cancellationToken));

    /// <summary>The stores that have not been filled yet, by the names of their resources.</summary>
    public IReadOnlyList<string> WaitingFor() =>
        [.. new[] { (Name: "nodes", Nodes.HasSynced), (Name: "pods", Pods.HasSynced), (Name: "services", Services.HasSynced) }
            .Where(store => !store.HasSynced)
            .Select(store => store.Name)];

    /// <inheritdoc/>
    public void Dispose() => Sources.Dispose();

    /// <summary>Waits until the store shows a Service that was just written.</summary>
    internal Task<bool> SeenAsync(Service service, TimeSpan deadline, CancellationToken cancellationToken) =>
        SeenAsync(Services, service, deadline, cancellationToken);

    /// <summary>Waits until the store shows a Pod that was just written.</summary>
    internal Task<bool> SeenAsync(Pod pod, TimeSpan deadline, CancellationToken cancellationToken) =>
        SeenAsync(Pods, pod, deadline, cancellationToken);

    private static Task<bool> SeenAsync<T>(Store<T> store, T written, TimeSpan deadline, CancellationToken cancellationToken)
        where T : KubernetesObject =>
        store.WaitForUidAsync(NamespacedName.Of(written.Metadata), written.Metadata.Uid!, written.Metadata.ResourceVersion!, deadline, cancellationToken);
}
