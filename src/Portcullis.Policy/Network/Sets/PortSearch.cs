using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Sets;

/// <summary>Looks for a port on which a pair may meet. Rules allow ranges and nothing takes from them, so the least port that passes is where some range begins: only these need a look.</summary>
internal static class PortSearch
{
    /// <summary>The least port on which the connection passes; null when there is none.</summary>
    public static ProtocolPort? Least(in Side from, in Side to, IReadOnlyList<PortRange> ports)
    {
        if (!MayPass(from, to))
        {
            return null;
        }

        SortedSet<ProtocolPort> candidates = [.. ports.Select(range => new ProtocolPort(range.First, range.Protocol))];
        AddStarts(candidates, FastJudge.Isolating(from, Direction.Egress), Direction.Egress, to.Subject, ports);
        AddStarts(candidates, FastJudge.Isolating(to, Direction.Ingress), Direction.Ingress, to.Subject, ports);
        foreach (var port in candidates)
        {
            if (FastJudge.Between(from, to, port) == Reachability.Allowed)
            {
                return port;
            }
        }

        return null;
    }

    /// <summary>False when the pair cannot meet whatever the port: cheap, and the answer for nearly all.</summary>
    public static bool MayPass(in Side from, in Side to)
    {
        if (!Paths.IsDefined(from.Subject, to.Subject))
        {
            return false;
        }

        foreach (var path in Paths.Between(from.Subject.Families, to.Subject.Families))
        {
            if (MayPass(FastJudge.Isolating(from, Direction.Egress), Direction.Egress, to, path)
                && (Paths.IsFromOwnNode(from.Subject, to.Subject) || MayPass(FastJudge.Isolating(to, Direction.Ingress), Direction.Ingress, from, path)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False when the policies let nothing pass in a direction with the other end, whatever the port and the family.</summary>
    public static bool MayPass(CompiledPolicy[] isolating, Direction direction, in Side other) => MayPass(isolating, direction, other, IpFamily.Both);

    private static bool MayPass(CompiledPolicy[] isolating, Direction direction, in Side other, IpFamily path)
    {
        foreach (var policy in isolating)
        {
            foreach (var rule in policy.Rules(direction))
            {
                if (rule.MatchesPeer(other, path))
                {
                    return true;
                }
            }
        }

        return isolating.Length == 0;
    }

    private static void AddStarts(SortedSet<ProtocolPort> starts, CompiledPolicy[] isolating, Direction direction, Subject destination, IReadOnlyList<PortRange> ports)
    {
        foreach (var entry in isolating.SelectMany(policy => policy.Rules(direction)).SelectMany(rule => rule.Ports))
        {
            if (entry.Name is null)
            {
                Add(entry.Protocol, entry.First);
                continue;
            }

            foreach (var named in destination.NamedPorts)
            {
                if (named.Name == entry.Name)
                {
                    Add(named.Port.Protocol, named.Port.Port);
                }
            }
        }

        void Add(TransportProtocol protocol, int port)
        {
            foreach (var range in ports)
            {
                if (range.Protocol == protocol && port >= range.First && port <= range.Last)
                {
                    starts.Add(new ProtocolPort(port, protocol));
                }
            }
        }
    }
}
