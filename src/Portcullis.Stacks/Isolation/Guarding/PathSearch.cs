using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Asks who can reach whom, and words the answer for people.</summary>
internal static class PathSearch
{
    /// <summary>The first way from one set to another; null when there is none.</summary>
    /// <param name="network">The cluster.</param>
    /// <param name="pods">Its pods, for the ports that they declare.</param>
    /// <param name="from">Where it may begin.</param>
    /// <param name="to">Where it may end.</param>
    /// <param name="ports">The ports to ask about; null for all.</param>
    /// <param name="likely">TCP ports that a reader knows: where several ports pass, one of these is shown.</param>
    public static NetworkVerdict? Find(
        NetworkSnapshot network, IReadOnlyDictionary<NamespacedName, Pod> pods, EndpointSet from, EndpointSet to, IReadOnlyList<PortRange>? ports = null, IReadOnlyList<int>? likely = null) =>
        Ask(network, pods, new() { From = from, To = to, Ports = ports ?? PortRange.All }, likely);

    /// <summary>The first answer to a question, at a port that a reader knows; null when there is none.</summary>
    public static NetworkVerdict? Ask(NetworkSnapshot network, IReadOnlyDictionary<NamespacedName, Pod> pods, ReachQuestion question, IReadOnlyList<int>? likely = null)
    {
        if (network.Reach(question) is not ReachAnswer.Somebody { Witness: var first })
        {
            return null;
        }

        var known = Declared(first.Question.To, pods).Concat((likely ?? []).Select(port => new ProtocolPort(port, TransportProtocol.Tcp)));
        foreach (var port in known.Where(port => question.Ports.Any(range => range.Protocol == port.Protocol && port.Port >= range.First && port.Port <= range.Last)))
        {
            var exactly = question with { From = Exactly(first.Question.From), To = Exactly(first.Question.To), Ports = [PortRange.Of(port)] };
            if (network.Reach(exactly) is ReachAnswer.Somebody { Witness: var better })
            {
                return better;
            }
        }

        return first;
    }

    /// <summary>
    /// The first way between pods and addresses at which there is no pod: a pod's address is judged as that pod, whose own
    /// policies may deny what rules about addresses allow.
    /// </summary>
    /// <param name="view">The cluster.</param>
    /// <param name="from">Where it may begin.</param>
    /// <param name="to">Where it may end.</param>
    /// <param name="likely">TCP ports that a reader knows: where several ports pass, one of these is shown.</param>
    public static NetworkVerdict? FindByAddress(GuardView view, EndpointSet from, EndpointSet to, IReadOnlyList<int>? likely = null)
    {
        HashSet<IPAddress>? taken = null;
        while (Find(view.Network, view.Pods, from, to, likely: likely) is { } path)
        {
            taken ??= [.. view.Pods.Values.Where(pod => pod.Spec?.HostNetwork != true).SelectMany(PodAddresses.Of)];
            if (Taken(path.Question.From) is { } source)
            {
                from = Without(from, source);
            }
            else if (Taken(path.Question.To) is { } target)
            {
                to = Without(to, target);
            }
            else
            {
                return path;
            }
        }

        return null;

        IPAddress? Taken(NetworkEndpoint endpoint) => endpoint is NetworkEndpoint.OfAddress { Address: var address } && taken.Contains(address) ? address : null;
    }

    private static EndpointSet Without(EndpointSet set, IPAddress address) => set with
    {
        Blocks =
        [
            .. from block in set.Blocks
               let range = IPNetwork.Parse(block.Cidr!)
               where range != AddressRanges.Of(address)
               select range.Contains(address) ? block with { Except = [.. block.Except ?? [], AddressRanges.Of(address).ToString()] } : block,
        ],
    };

    /// <summary>A path as evidence.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What it leads to, to follow the destination: <c>the API server</c>; null for nothing.</param>
    public static IsolationWitness Witness(NetworkVerdict path, string? what = null) => new()
    {
        From = path.Question.From.ToString(),
        To = path.Question.To.ToString(),
        Port = path.Question.Port.ToString(),
        Egress = path.Egress,
        Ingress = path.Ingress,
        Text = Sentences(path, $"{path.Question.From} can reach {path.Question.To}{(what is null ? "" : $" ({what})")} on {path.Question.Port}"),
    };

    /// <summary>The sentences of a path under a heading of its own, with words for pods that do not exist yet.</summary>
    public static IReadOnlyList<string> Sentences(NetworkVerdict path, string heading) =>
        [.. path.Text.Skip(1).Prepend(heading).Select(sentence => InWords(path.Question.To, InWords(path.Question.From, sentence)))];

    public static EndpointSet Exactly(NetworkEndpoint endpoint) => endpoint switch
    {
        NetworkEndpoint.OfPod { Name: var name } => new() { Pods = new() { Names = [name] } },
        NetworkEndpoint.OfAddress { Address: var address } => GuardView.Blocks([AddressRanges.Of(address)]),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };

    private static string InWords(NetworkEndpoint endpoint, string sentence) => endpoint is NetworkEndpoint.OfPod { Name: var name }
        ? sentence.Replace(name.ToString(), Newcomers.InWords(name), StringComparison.Ordinal)
        : sentence;

    private static IEnumerable<ProtocolPort> Declared(NetworkEndpoint endpoint, IReadOnlyDictionary<NamespacedName, Pod> pods)
    {
        if (endpoint is not NetworkEndpoint.OfPod { Name: var name } || pods.GetValueOrDefault(name) is not { } pod)
        {
            yield break;
        }

        foreach (var port in (pod.Spec?.Containers ?? []).SelectMany(container => container.Ports ?? []))
        {
            if (ProtocolPort.TryParse($"{port.Port}/{port.Protocol ?? "TCP"}", out var declared))
            {
                yield return declared;
            }
        }
    }
}
