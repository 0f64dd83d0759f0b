using Portcullis.Model.Names;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Finds out who is asked about: an address may be a pod's, a node's or a service's.</summary>
internal static class EndpointResolver
{
    public static Resolved Resolve(NetworkEndpoint endpoint, IClusterView view) => endpoint switch
    {
        NetworkEndpoint.OfPod(var name) => Pod(name, view),
        NetworkEndpoint.OfAddress(var address) => Address(IpValue.Of(address), view),
        _ => throw new ArgumentException("no kind of endpoint that is known", nameof(endpoint)),
    };

    private static Resolved Pod(NamespacedName name, IClusterView view)
    {
        if (view.FindPod(name) is { } pod)
        {
            return new Resolved.One(pod, Notes(pod));
        }

        return new Resolved.Nobody(view.IsFinished(name)
            ? $"pod {name} has finished, and so takes no part in the network"
            : $"there is no pod {name}");
    }

    private static Resolved Address(IpValue address, IClusterView view)
    {
        var holders = view.PodsAt(address).ToList();
        if (holders.Find(pod => pod.Kind == SubjectKind.Pod) is { } pod)
        {
            List<Note> notes = [new($"{address} is the address of pod {pod}", IsCaveat: false)];
            notes.AddRange(Notes(pod));
            if (holders.Count > 1)
            {
                notes.Add(new($"{address} is held by {holders.Count} pods at once, which is not provable: {string.Join(", ", holders)}", IsCaveat: true));
            }

            return new Resolved.One(pod, notes);
        }

        if (view.ServiceAt(address) is { } service)
        {
            return new Resolved.Behind(service, address);
        }

        if ((view.NodeAt(address)?.Name ?? holders.FirstOrDefault()?.Node) is { } node)
        {
            return new Resolved.One(Subject.OfNode(node, address), [new($"{address} is an address of node {node}: what policies do with traffic of nodes is not defined by the API, so this is not provable", IsCaveat: true)]);
        }

        return new Resolved.One(holders.Count > 0 ? Subject.OfNode(null, address) : Subject.Outside(address), []);
    }

    private static IReadOnlyList<Note> Notes(Subject pod) => pod switch
    {
        { Kind: SubjectKind.Host } => [new($"pod {pod} uses its node's network: what policies do with its traffic is not defined by the API; it is judged as the node, and not provable", IsCaveat: true)],
        { Addresses.Length: 0 } => [new($"pod {pod} has no address yet, so no ipBlock matches it", IsCaveat: true)],
        _ => [],
    };
}
