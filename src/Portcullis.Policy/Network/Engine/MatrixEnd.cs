using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <summary>An endpoint of a matrix.</summary>
/// <param name="Subject">Who it is; as a source, what a service's address is: an address.</param>
/// <param name="Row">The row of its class; -1 when it is no pod.</param>
/// <param name="Service">As a destination, the service that it is the address of.</param>
internal readonly record struct MatrixEnd(Subject Subject, int Row, ServiceFacts? Service)
{
    /// <summary>What can be said of a connection from here, worked out anew.</summary>
    public Reachability Judge(in MatrixEnd target, ProtocolPort port, ClusterState state)
    {
        var from = state.SideOf(Subject);
        return target.Service is { } service ? ServiceJudge.Between(from, service, port, state) : FastJudge.Between(from, state.SideOf(target.Subject), port);
    }
}
