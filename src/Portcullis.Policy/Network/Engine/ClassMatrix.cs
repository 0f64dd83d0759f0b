using Portcullis.Policy.Network.Answers;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A matrix that looks pairs of pods up by their classes, and asks for all else.</summary>
internal sealed class ClassMatrix(IReadOnlyList<NetworkEndpoint> order, IReadOnlyList<ProtocolPort> ports, MatrixEnd[] ends, ClassRows[] rows, ClusterState state)
    : ReachMatrix(order, ports)
{
    public override Reachability Cell(int port, int from, int to)
    {
        var (source, target) = (ends[from], ends[to]);
        if (source.Row >= 0 && target.Row >= 0)
        {
            return ReferenceEquals(source.Subject, target.Subject) ? Reachability.Undefined
                : rows[port].Has(source.Row, target.Row) ? Reachability.Allowed
                : Reachability.Denied;
        }

        return source.Judge(target, Ports[port], state);
    }
}
