using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// Pods that stand for sandboxes whose place nobody knows yet: for one without an address at each kind of address that it
/// may get, for one that stands for many two at each, and two at each of every set of labels that was asked for.
/// </summary>
internal static class SandboxNewcomers
{
    // No pod can have such names.
    private const string Prefix = "~new-sandbox";
    private const string Elsewhere = "~at~";
    private const string Another = "~and~";
    private const string LabelMark = "~with~";
    private const int OfEachKind = 2;
    private const int FirstNamed = 8000;

    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];

    /// <summary>Makes them.</summary>
    /// <param name="sandboxes">What is judged.</param>
    /// <param name="unplaced">The sandboxes without an address.</param>
    /// <param name="spaces">The namespaces that new ones may come into.</param>
    /// <param name="kinds">One address of each kind.</param>
    /// <param name="portNames">The names of ports that policies let in.</param>
    public static IReadOnlyList<SandboxPod> Make(
        Sandboxes sandboxes, IReadOnlyCollection<Pod> unplaced, IReadOnlyCollection<string> spaces, IReadOnlyList<IPAddress> kinds, IReadOnlyCollection<string> portNames)
    {
        var places = Places(kinds);
        return
        [
            .. unplaced.Where(pod => !sandboxes.Templates.Contains(NamespacedName.Of(pod.Metadata))).SelectMany(pod => AtEach(pod, places, sandboxes.Grouping)),
            .. unplaced.Where(pod => sandboxes.Templates.Contains(NamespacedName.Of(pod.Metadata))).SelectMany(pod => TwoAtEach(pod, places, Another, sandboxes.Grouping)),
            .. from space in spaces
               from labels in sandboxes.Newcomers
               from names in portNames.Count == 0 ? (IReadOnlyCollection<string>[])[[]] : [[], portNames]
               from pod in TwoAtEach(New(space, labels, names), places, "~", sandboxes.Grouping)
               select pod,
        ];
    }

    /// <summary>Whether a name is one of theirs, and no pod has it.</summary>
    public static bool Is(NamespacedName name) => name.Name.Contains('~', StringComparison.Ordinal);

    /// <summary>What people are told instead of such a name.</summary>
    /// <param name="name">The name of one of them.</param>
    public static string Words(NamespacedName name)
    {
        if (name.Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return $"a new stack of {name.Namespace} (labels {name.Name.Split(LabelMark)[1].Split('~')[0]})";
        }

        var parts = name.Name.Split('~');
        return name.Name.Contains(Another, StringComparison.Ordinal) ? $"another pod of {name.Namespace}/{parts[0]}" : $"{name.Namespace}/{parts[0]}";
    }

    // Of dual-stack pods one address of each family is taken.
    private static List<IReadOnlyList<IPAddress>> Places(IReadOnlyList<IPAddress> kinds)
    {
        var v4 = kinds.Where(address => address.AddressFamily == AddressFamily.InterNetwork).ToList();
        var v6 = kinds.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        return [.. Enumerable.Range(0, Math.Max(1, Math.Max(v4.Count, v6.Count))).Select(kind => (IReadOnlyList<IPAddress>)[.. Pick(v4, kind), .. Pick(v6, kind)])];
    }

    private static IEnumerable<IPAddress> Pick(List<IPAddress> addresses, int kind) => addresses.Count == 0 ? [] : [addresses[kind % addresses.Count]];

    // It is one pod, wherever it is: nothing between its places is a way.
    private static IEnumerable<SandboxPod> AtEach(Pod pod, List<IReadOnlyList<IPAddress>> places, SandboxGrouping grouping) =>
        places.Index().Select(place => new SandboxPod(At(pod, place.Index == 0 ? "" : $"{Elsewhere}{place.Index + 1}", place.Item), grouping.Of(pod)));

    private static IEnumerable<SandboxPod> TwoAtEach(Pod pod, List<IReadOnlyList<IPAddress>> places, string mark, SandboxGrouping grouping) =>
        from number in Enumerable.Range(0, places.Count * OfEachKind)
        let copy = At(pod, number == 0 ? "" : $"{mark}{number + 1}", places[number / OfEachKind])
        select new SandboxPod(copy, grouping.Of(copy));

    private static Pod At(Pod pod, string suffix, IReadOnlyList<IPAddress> addresses) => pod with
    {
        Metadata = pod.Metadata with { Name = pod.Metadata.Name + suffix },
        Status = new()
        {
            PodIP = addresses.Count > 0 ? addresses[0].ToString() : null,
            PodIPs = [.. addresses.Select(address => new PodIPEntry { Ip = address.ToString() })],
        },
    };

    private static Pod New(string space, IReadOnlyDictionary<string, string> labels, IReadOnlyCollection<string> portNames) => new()
    {
        Metadata = new() { Namespace = space, Name = $"{Prefix}{(portNames.Count > 0 ? "-named" : "")}{LabelMark}{ManifestLabels.Words(labels)}", Labels = labels },
        Spec = new() { Containers = [new() { Ports = [.. portNames.Index().SelectMany(name => Protocols.Select(protocol => new ContainerPort { Name = name.Item, Protocol = protocol, Port = FirstNamed + name.Index }))] }] },
    };
}
