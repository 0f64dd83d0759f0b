using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>Listens on 127.0.0.1, and on ::1 for services of that family, for every node port that a ready pod is behind, and stops when it no longer is.</summary>
internal sealed partial class NodePortProxy(ClusterObjects objects, TimeProvider time, ILogger<NodePortProxy> logger) : IAsyncDisposable
{
    /// <summary>Connections served at once, over all ports; more wait in the listeners' backlogs.</summary>
    private const int MaxConnections = 256;

    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _connections = new(MaxConnections);
    private readonly ServiceIndex _index = new();
    private readonly Dictionary<NamespacedName, HashSet<NodePortKey>> _open = [];
    private readonly Dictionary<NodePortKey, PortListener> _listeners = [];
    private readonly HashSet<NamespacedName> _touched = [];
    private readonly HashSet<NodePortTarget> _refused = [];
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.WhenAll(RunAsync(), FollowServicesAsync(), FollowPodsAsync());

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var listener in _listeners.Values)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        _connections.Dispose();
        _stopping.Dispose();
    }

    private async Task FollowServicesAsync()
    {
        await foreach (var change in objects.WatchAsync(ResourceTypes.Services, _stopping.Token).ConfigureAwait(false))
        {
            _inbox.Writer.TryWrite(() => Observe(change));
        }
    }

    private async Task FollowPodsAsync()
    {
        await foreach (var change in objects.WatchAsync(ResourceTypes.Pods, _stopping.Token).ConfigureAwait(false))
        {
            _inbox.Writer.TryWrite(() => Observe(change));
        }
    }

    private async Task RunAsync()
    {
        while (await _inbox.Reader.WaitToReadAsync(_stopping.Token).ConfigureAwait(false))
        {
            while (_inbox.Reader.TryRead(out var input))
            {
                input();
            }

            foreach (var service in _touched)
            {
                await SettleAsync(service).ConfigureAwait(false);
            }

            _touched.Clear();
        }
    }

    private void Observe(ObjectChange<Service> change)
    {
        var key = NamespacedName.Of(change.Subject.Metadata);
        _touched.Add(key);
        if (change.Current is { } service)
        {
            _index.Set(service);
        }
        else
        {
            _index.Remove(key);
            _refused.RemoveWhere(t => t.Service == key);
        }
    }

    private void Observe(ObjectChange<Pod> change)
    {
        if (change.Current is { } pod)
        {
            _index.Set(pod);
        }
        else
        {
            _index.RemovePod(NamespacedName.Of(change.Subject.Metadata));
        }

        _touched.UnionWith(_index.ServicesOf(change.Subject));
        if (change.Previous is { } previous && !ReferenceEquals(previous.Metadata.Labels, change.Subject.Metadata.Labels))
        {
            _touched.UnionWith(_index.ServicesOf(previous));
        }
    }

    private async Task SettleAsync(NamespacedName service)
    {
        var wanted = _index.Targets(service).ToDictionary(t => t.Key);
        var open = _open.GetValueOrDefault(service) ?? [];
        foreach (var key in open.Where(key => !wanted.ContainsKey(key)).ToList())
        {
            open.Remove(key);
            if (_listeners.Remove(key, out var listener))
            {
                await listener.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (var (key, target) in wanted)
        {
            if (open.Contains(key))
            {
                _listeners[key].Target = target;
            }
            else if (!_listeners.ContainsKey(key) && TryOpen(target) is { } opened)
            {
                _listeners.Add(key, opened);
                open.Add(key);
            }
        }

        if (open.Count == 0)
        {
            _open.Remove(service);
        }
        else
        {
            _open[service] = open;
        }
    }

    private PortListener? TryOpen(NodePortTarget target)
    {
        try
        {
            return target.Key.Protocol switch
            {
                "TCP" => new TcpPortListener(target, _connections, time, logger),
                "UDP" => new UdpPortListener(target, logger),
                _ => null,
            };
        }
        catch (SocketException taken)
        {
            // Tried again at every change of the service or its pods, told once.
            if (_refused.Add(target))
            {
                Log.PortTaken(logger, target.Key.Port, target.Key.Protocol, target.Service.ToString(), taken.SocketErrorCode);
            }

            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5210, Level = LogLevel.Warning, Message = "Port {Port}/{Protocol} of this machine cannot be opened ({Error}); nothing answers there for service {Service}")]
        public static partial void PortTaken(ILogger logger, int port, string protocol, string service, SocketError error);
    }
}
