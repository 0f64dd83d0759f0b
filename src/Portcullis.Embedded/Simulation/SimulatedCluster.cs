using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Simulation.NodePorts;

namespace Portcullis.Embedded.Simulation;

/// <summary>Everything about a cluster that is simulated, put together. Owns its loops.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly ClusterObjects _objects;
    private readonly ClusterSimulation _simulation;
    private readonly NodePortProxy? _nodePorts;

    public SimulatedCluster(ClusterObjects objects, EmbeddedClusterOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _objects = objects;
        Nodes = new SimulatedNodes(objects, options, time);
        _simulation = new ClusterSimulation(objects, Nodes, options.Simulation, new SimulationClock(time), loggers.CreateLogger<ClusterSimulation>());
        _nodePorts = options.NodePortListeners ? new NodePortProxy(objects, time, loggers.CreateLogger<NodePortProxy>()) : null;
    }

    public SimulatedNodes Nodes { get; }

    public void Seed() => ClusterSeed.Create(_objects, Nodes);

    public void Start()
    {
        _simulation.Start();
        _nodePorts?.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_nodePorts is not null)
        {
            await _nodePorts.DisposeAsync().ConfigureAwait(false);
        }

        await _simulation.DisposeAsync().ConfigureAwait(false);
    }
}
