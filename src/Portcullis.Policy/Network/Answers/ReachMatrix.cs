namespace Portcullis.Policy.Network.Answers;

/// <summary>Who can reach whom, for a list of endpoints and ports. Immutable.</summary>
public abstract class ReachMatrix
{
    private protected ReachMatrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports)
    {
        Order = order;
        Ports = ports;
    }

    /// <summary>Rows and columns.</summary>
    public IReadOnlyList<NetworkEndpoint> Order { get; }

    /// <summary>The ports asked.</summary>
    public IReadOnlyList<ProtocolPort> Ports { get; }

    /// <summary>What can be said of one pair.</summary>
    /// <param name="port">The port, as an index into <see cref="Ports"/>.</param>
    /// <param name="from">The source, as an index into <see cref="Order"/>.</param>
    /// <param name="to">The destination, as an index into <see cref="Order"/>.</param>
    public abstract Reachability Cell(int port, int from, int to);

    /// <summary>One row as text: <c>1</c> allowed, <c>0</c> denied, <c>-</c> undefined, a character for each destination.</summary>
    /// <param name="port">The port, as an index into <see cref="Ports"/>.</param>
    /// <param name="from">The source, as an index into <see cref="Order"/>.</param>
    public string Row(int port, int from) => string.Create(Order.Count, (Matrix: this, port, from), static (row, asked) =>
    {
        for (var to = 0; to < row.Length; to++)
        {
            row[to] = asked.Matrix.Cell(asked.port, asked.from, to) switch
            {
                Reachability.Allowed => '1',
                Reachability.Denied => '0',
                _ => '-',
            };
        }
    });
}
