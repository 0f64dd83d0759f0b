using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Admission;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Batch;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks;

/// <summary>Everything about stacks, put together: the commands, the reads, and the loops that keep them true.</summary>
/// <remarks>The owner runs <see cref="RunAsync"/> once and awaits it; nothing happens before.</remarks>
public sealed class StackRuntime : IDisposable
{
    private readonly KubernetesClient _client;
    private readonly NodePortPool _ports;
    private readonly StackIndex _index;
    private readonly StackReconciler _reconciler;
    private readonly NodeDirectory _nodes;
    private readonly ClusterStores _stores;
    private readonly ServiceKeeper _services;

    /// <summary>Puts the parts together.</summary>
    /// <param name="client">Reaches the cluster; must outlive this.</param>
    /// <param name="admitter">Judges manifests.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    /// <param name="isolation">What keeps stacks away from everything else; null leaves the policies of the stack namespace alone, and stacks without an airlock.</param>
    /// <param name="connect">Whether somebody answers at an address, as seen from here; null opens a TCP connection. For clusters without packets.</param>
    public StackRuntime(
        KubernetesClient client,
        Admitter admitter,
        StackSettings settings,
        TimeProvider time,
        ILoggerFactory loggers,
        IsolationSettings? isolation = null,
        Func<IPEndPoint, CancellationToken, Task<bool>>? connect = null)
    {
        var stores = _stores = new ClusterStores(client, settings, time, loggers.CreateLogger<ClusterStores>(), isolation?.MaxAge);
        var ports = new NodePortPool(stores.Services, settings);
        _nodes = new(stores.Nodes);
        var index = new StackIndex(stores.Services, stores.Pods, _nodes, settings);
        var underWay = new StacksUnderWay();
        var remover = new StackRemover(client, stores, index, settings);
        Catalog = new(index, _nodes, client, settings, time);
        _services = new(client, stores, settings, time, loggers.CreateLogger<ServiceKeeper>());
        var reconciler = new StackReconciler(index, Catalog, _nodes, remover, underWay, client, settings, time, loggers.CreateLogger<StackReconciler>());
        Isolation = isolation is null or { ManageWalls: false, Mode: IsolationMode.Off, RequireIngressNetworkPolicy: false, Airlock: false }
            ? null
            : new(client, stores, remover, settings, isolation, connect, time, loggers);
        _reconciler = reconciler;
        _index = index;
        _ports = ports;
        _client = client;
        var changes = new StackChanges(client, stores, index, Catalog, time);
        var pods = new StackPods(new(client, settings, time), stores, Isolation?.Airlock, settings, time);
        var completer = new StackCompleter(new(client, settings, time), pods, stores, Catalog, reconciler, settings, time);
        var maker = new StackMaker(
            Isolation?.Stop, new(settings), new(index, settings, time), underWay, new(client, ports, settings, time), completer, changes, reconciler);
        var drafter = new StackDrafter(new(admitter), settings);
        Rehearsal = new(drafter, Isolation?.Stop, Isolation?.Airlock, settings, time);
        Creator = new(drafter, new(drafter, maker, Catalog, remover, reconciler, stores, time), maker, time);
        Deleter = new(remover, time);
        Renewer = new(changes, settings, time);
        Restarter = new(changes, pods, stores, remover, Catalog, underWay, time);
        BatchDeletes = new(new BatchDeleteStore(client, settings), remover, time, loggers.CreateLogger<BatchDeletes>());
    }

    /// <summary>Answers questions.</summary>
    public StackCatalog Catalog { get; }

    /// <summary>Makes stacks.</summary>
    public StackCreator Creator { get; }

    /// <summary>Does what a create does, so that the first caller finds it done before.</summary>
    public CreateRehearsal Rehearsal { get; }

    /// <summary>Deletes stacks.</summary>
    public StackDeleter Deleter { get; }

    /// <summary>Gives stacks more time.</summary>
    public StackRenewer Renewer { get; }

    /// <summary>Puts fresh Pods behind stacks.</summary>
    public StackRestarter Restarter { get; }

    /// <summary>Deletes many stacks.</summary>
    public BatchDeletes BatchDeletes { get; }

    /// <summary>What keeps stacks apart, and what can be said of it; null where nobody cares.</summary>
    public StackIsolation? Isolation { get; }

    /// <summary>How many NodePorts a new stack can still get.</summary>
    public int FreeNodePorts => _ports.Free;

    /// <summary>How much was asked of the API server so far.</summary>
    public SentRequests SentRequests => _client.Sent;

    /// <summary>How current the stores are that stacks are read from, as of now.</summary>
    public Freshness StoresFreshness => _stores.Sources.Read();

    /// <summary>How current everything is that is known of the cluster, as of now.</summary>
    public Freshness Freshness => Isolation?.Freshness ?? StoresFreshness;

    /// <summary>How many times each part of the cluster was listed, and why, by the names of <see cref="Freshness"/>.</summary>
    public IReadOnlyList<(string Source, RelistReason Reason, long Count)> Lists() =>
        [.. from source in Isolation?.Sources ?? _stores.Sources.Sources from reason in source.Reflector.Health.ListsByReason select (source.Name, reason.Key, reason.Value)];

    /// <summary>What creating still waits for: stores by the names of their resources, the walls, the first verdict; empty once stacks can be made.</summary>
    public IReadOnlyList<string> WaitingFor() => [.. _stores.WaitingFor(), .. Isolation?.WaitingFor() ?? []];

    /// <summary>Waits until stacks can be looked at: the stores are filled, though the walls may not stand yet, nor be proven.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForStoresAsync(CancellationToken cancellationToken) => _stores.WaitForSyncAsync(cancellationToken);

    /// <summary>Waits until stacks can be made.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_stores.WaitForSyncAsync(cancellationToken), Isolation?.WaitUntilReadyAsync(cancellationToken) ?? Task.CompletedTask);

    /// <summary>Does everything of a create that changes nothing, once stacks can be made, so that the first caller need not wait for it.</summary>
    /// <param name="wish">What could be asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">It could not be made, or not now.</exception>
    public async Task WarmUpAsync(CreateStack wish, CancellationToken cancellationToken)
    {
        await WaitForSyncAsync(cancellationToken);
        Rehearsal.LookAhead(wish);

        // What lists came over may be held by watches now: this leaves a connection that a create can take.
        await _client.GetVersionAsync(cancellationToken);
    }

    /// <summary>Watches, cleans up and works off batch deletes until cancelled.</summary>
    /// <param name="cancellationToken">Ends it, after what is under way.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // One loop that ends ends them all: the fault is seen at once, and not when somebody stops the program.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops = [_stores.RunAsync(stop.Token), WorkAsync(stop.Token), .. Isolation?.Start(stop.Token) ?? []];
        await Task.WhenAny(loops);
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(loops);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how a loop may end. A fault of another goes before it.
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _stores.WaitForSyncAsync(cancellationToken);
            await Task.WhenAll(_reconciler.RunAsync(cancellationToken), _services.RunAsync(cancellationToken), BatchDeletes.RunAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Ends the subscriptions to the stores.</summary>
    public void Dispose()
    {
        Isolation?.Dispose();
        _services.Dispose();
        _index.Dispose();
        _ports.Dispose();
        _nodes.Dispose();
        Creator.Dispose();
        _stores.Dispose();
    }
}
