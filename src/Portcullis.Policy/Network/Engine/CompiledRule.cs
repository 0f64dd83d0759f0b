using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A rule. An empty list restricts nothing.</summary>
internal sealed record CompiledRule(CompiledPeer[] Peers, CompiledPort[] Ports)
{
    public bool Allows(in Side other, Subject destination, ProtocolPort port, IpFamily path) => MatchesPort(port, destination) && MatchesPeer(other, path);

    public bool MatchesPort(ProtocolPort port, Subject destination)
    {
        if (Ports.Length == 0)
        {
            return true;
        }

        foreach (ref readonly var entry in Ports.AsSpan())
        {
            if (entry.Contains(port) || entry.Names(port, destination))
            {
                return true;
            }
        }

        return false;
    }

    public bool MatchesPeer(in Side other, IpFamily path)
    {
        if (Peers.Length == 0)
        {
            return true;
        }

        foreach (var peer in Peers)
        {
            if (peer.Matches(other, path))
            {
                return true;
            }
        }

        return false;
    }
}
