namespace Portcullis.Policy.Network.Answers;

/// <summary>A matrix that holds every cell.</summary>
internal sealed class CellMatrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports, Reachability[][][] cells) : ReachMatrix(order, ports)
{
    public override Reachability Cell(int port, int from, int to) => cells[port][from][to];
}
