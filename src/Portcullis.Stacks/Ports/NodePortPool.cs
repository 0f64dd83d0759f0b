using System.Security.Cryptography;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Ports;

/// <summary>Which NodePorts of our range are free: all but those of any Service of the cluster and those just picked.</summary>
/// <remarks>
/// A help, not an authority: the API server is the judge. What this gives is that a pick nearly always stands, and
/// that the last free port is found at once. Thread-safe.
/// </remarks>
internal sealed class NodePortPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly int _min;

    // How many Services hold each port (two can, for a moment, between a delete and a create), and picks in flight.
    private readonly int[] _held;
    private readonly bool[] _picked;
    private readonly IDisposable _subscription;
    private int _free;

    public NodePortPool(Store<Service> services, StackSettings settings)
    {
        _min = settings.NodePortMin;
        var size = settings.NodePortMax - settings.NodePortMin + 1;
        _held = new int[size];
        _picked = new bool[size];
        _free = size;
        _subscription = services.Subscribe(OnChange);
    }

    /// <summary>How many ports can be picked right now.</summary>
    public int Free
    {
        get
        {
            lock (_lock)
            {
                return _free;
            }
        }
    }

    /// <summary>Picks free ports at random and keeps them from others until the lease is disposed.</summary>
    /// <param name="count">How many.</param>
    /// <param name="rejected">Ports that the API server has said are taken, whatever the store says.</param>
    /// <returns>Null when fewer are free than asked for.</returns>
    public NodePortLease? TryPick(int count, IReadOnlySet<int> rejected)
    {
        lock (_lock)
        {
            if (_free < count)
            {
                return null;
            }

            var candidates = new List<int>(_free);
            for (var i = 0; i < _held.Length; i++)
            {
                if (IsFree(i) && !rejected.Contains(_min + i))
                {
                    candidates.Add(i);
                }
            }

            if (candidates.Count < count)
            {
                return null;
            }

            var ports = new int[count];
            for (var i = 0; i < count; i++)
            {
                var chosen = RandomNumberGenerator.GetInt32(i, candidates.Count);
                (candidates[i], candidates[chosen]) = (candidates[chosen], candidates[i]);
                ports[i] = _min + candidates[i];
                Change(candidates[i], () => _picked[candidates[i]] = true);
            }

            return new(this, ports);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    internal void Return(IReadOnlyList<int> ports)
    {
        lock (_lock)
        {
            foreach (var port in ports)
            {
                Change(port - _min, () => _picked[port - _min] = false);
            }
        }
    }

    private bool IsFree(int index) => _held[index] == 0 && !_picked[index];

    private void OnChange(StoreChange<Service> change)
    {
        var (before, after) = change.Sides();
        lock (_lock)
        {
            // Taken before given back, so that a port that stays is never free in between.
            Count(after, +1);
            Count(before, -1);
        }
    }

    private void Count(Service? service, int step)
    {
        foreach (var port in PortsOf(service))
        {
            var index = port - _min;
            if (index >= 0 && index < _held.Length)
            {
                Change(index, () => _held[index] += step);
            }
        }
    }

    private void Change(int index, Action change)
    {
        var before = IsFree(index);
        change();
        _free += (IsFree(index) ? 1 : 0) - (before ? 1 : 0);
    }

    // One number may serve TCP and UDP of the same Service: counted once. A load balancer's health check port
    // comes from the same range.
    private static HashSet<int> PortsOf(Service? service)
    {
        HashSet<int> ports = [];
        foreach (var port in service?.Spec?.Ports ?? [])
        {
            if (port.NodePort is > 0 and var nodePort)
            {
                ports.Add(nodePort);
            }
        }

        if (service?.Spec?.HealthCheckNodePort is > 0 and var healthCheck)
        {
            ports.Add(healthCheck);
        }

        return ports;
    }
}

/// <summary>NodePorts that are kept from others while a Service is being made with them.</summary>
internal sealed class NodePortLease(NodePortPool pool, IReadOnlyList<int> ports) : IDisposable
{
    private int _returned;

    public IReadOnlyList<int> Ports => ports;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            pool.Return(ports);
        }
    }
}
