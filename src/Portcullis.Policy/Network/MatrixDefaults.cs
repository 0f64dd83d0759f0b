using System.Net;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network;

/// <summary>What a matrix shows when nobody says.</summary>
public static class MatrixDefaults
{
    /// <summary>The pods in the order given, the finished left out, then the addresses.</summary>
    /// <param name="objects">The cluster.</param>
    /// <param name="externals">Addresses to show beside the pods.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IReadOnlyList<NetworkEndpoint> Order(ClusterObjects objects, IEnumerable<IPAddress> externals)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(externals);
        return
        [
            .. objects.Pods.Where(pod => !PodReader.IsFinished(pod)).Select(pod => new NetworkEndpoint.OfPod(ObjectNames.Of(pod))),
            .. externals.Select(address => new NetworkEndpoint.OfAddress(address)),
        ];
    }

    /// <summary>The ports of the pods' containers and the bounds of the policies' ports, sorted, each once; 80/TCP when there are none.</summary>
    /// <param name="objects">The cluster.</param>
    /// <exception cref="ArgumentNullException"><paramref name="objects"/> is null.</exception>
    public static IReadOnlyList<ProtocolPort> Ports(ClusterObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var pods = objects.Pods.Where(pod => !PodReader.IsFinished(pod))
            .SelectMany(pod => PodReader.Read(pod, ObjectNames.Of(pod), []).Ports);
        SortedSet<ProtocolPort> ports = [.. pods, .. objects.Policies.SelectMany(Bounds)];
        return ports.Count == 0 ? [ProtocolPort.Default] : [.. ports];
    }

    private static IEnumerable<ProtocolPort> Bounds(NetworkPolicy policy)
    {
        var complete = PolicyReader.Read(policy, ObjectNames.Of(policy), []);
        foreach (var entry in Enum.GetValues<Direction>().SelectMany(direction => Rule.Of(complete, direction)).SelectMany(rule => rule.Ports))
        {
            if (entry.Port is { IsNumber: true, Number: var first } && ProtocolPort.TryParseProtocol(entry.Protocol, out var protocol))
            {
                foreach (var bound in (int[])[first, entry.EndPort ?? first])
                {
                    if (bound is >= 1 and <= ProtocolPort.MaxPort)
                    {
                        yield return new ProtocolPort(bound, protocol);
                    }
                }
            }
        }
    }
}
