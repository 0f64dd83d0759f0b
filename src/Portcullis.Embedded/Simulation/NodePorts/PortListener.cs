namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>An open port of this machine.</summary>
internal abstract class PortListener(NodePortTarget target) : IAsyncDisposable
{
    private volatile NodePortTarget _target = target;

    /// <summary>Who answers; may change while the port is open.</summary>
    public NodePortTarget Target
    {
        get => _target;
        set => _target = value;
    }

    /// <summary>Closes the port and waits for what is being served.</summary>
    public abstract ValueTask DisposeAsync();
}
