using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// Pods that stand for every stack that is still to be made: a proof must hold for them before the first of them is.
/// For each kind of egress and each kind of address that policies tell apart there are two, so that what holds between
/// stacks of a kind is known before there are any.
/// </summary>
internal static class Newcomers
{
    // No pod can have such a name; it sorts after those of real stacks, which make better witnesses.
    private const string Prefix = "~new-stack-egress-";
    private const int OfEachKind = 2;
    private const string LabelMark = "~with~";

    // Of ports that go by name, any number will do.
    private const int FirstNamed = 8000;

    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];
    /// <summary>The kinds of egress that a stack can have.</summary>
    public static IReadOnlyList<string> Egresses { get; } = ["none", "internet"];

    /// <summary>Makes them.</summary>
    /// <param name="addresses">One address of each kind; of dual-stack pods one of each family is taken.</param>
    /// <param name="portNames">The names of ports that policies let in: some stand for stacks that have a port of each name, than which none is let in to more.</param>
    /// <param name="settings">How stacks are made.</param>
    public static IReadOnlyList<Pod> Make(IReadOnlyList<IPAddress> addresses, IReadOnlyCollection<string> portNames, StackSettings settings)
    {
        var v4 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork).ToList();
        var v6 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        var kinds = Math.Max(1, Math.Max(v4.Count, v6.Count));
        return
        [
            .. from egress in Egresses
               from number in Enumerable.Range(0, kinds * OfEachKind * (portNames.Count > 0 ? 2 : 1))
               let kind = number / OfEachKind % kinds
               select Make(egress, number, [.. Pick(v4, kind), .. Pick(v6, kind)], number < kinds * OfEachKind ? [] : portNames, settings),
        ];
    }

    /// <summary>Makes those that carry labels which a manifest may give: with every named port, than which none is let in to more.</summary>
    /// <param name="addresses">One address of each kind.</param>
    /// <param name="portNames">The names of ports that policies let in.</param>
    /// <param name="egress">What they may reach.</param>
    /// <param name="labels">The labels beside those of every stack, or in their place.</param>
    /// <param name="settings">How stacks are made.</param>
    public static IReadOnlyList<Pod> Make(IReadOnlyList<IPAddress> addresses, IReadOnlyCollection<string> portNames, string egress, IReadOnlyDictionary<string, string> labels, StackSettings settings)
    {
        var v4 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork).ToList();
        var v6 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        var kinds = Math.Max(1, Math.Max(v4.Count, v6.Count));
        return
        [
            .. from number in Enumerable.Range(0, kinds * OfEachKind)
               let pod = Make(egress, number, [.. Pick(v4, number / OfEachKind), .. Pick(v6, number / OfEachKind)], portNames, settings)
               select pod with
               {
                   Metadata = pod.Metadata with
                   {
                       Name = $"{pod.Metadata.Name}{LabelMark}{ManifestLabels.Words(labels)}",
                       Labels = pod.Metadata.Labels!.Where(label => !labels.ContainsKey(label.Key)).Concat(labels).ToDictionary(),
                   },
               },
        ];
    }

    /// <summary>Whether a newcomer carries no labels but those of every stack.</summary>
    public static bool IsPlain(NamespacedName name) => !name.Name.Contains(LabelMark, StringComparison.Ordinal);

    /// <summary>The labels of every stack of a kind.</summary>
    public static IReadOnlyDictionary<string, string> Labels(string egress, StackSettings settings) => new Dictionary<string, string>
    {
        [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
        [StackKeys.Stack] = "new",
        [StackKeys.Incarnation] = "new",
        [StackKeys.Egress] = egress,
        [StackKeys.Profile] = LabelValue.ForText(settings.DefaultProfile),
    };

    /// <summary>One of each kind of egress.</summary>
    /// <param name="names">The names of all.</param>
    public static IEnumerable<NamespacedName> OfEachEgress(IEnumerable<NamespacedName> names) => names.Where(name => IsPlain(name) && name.Name.EndsWith("-1", StringComparison.Ordinal));

    /// <summary>Whether a name is one of theirs.</summary>
    public static bool Is(NamespacedName name) => name.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What people are told instead of the name of a pod that does not exist.</summary>
    /// <param name="name">The name of one of them.</param>
    public static string Words(NamespacedName name) => $"a new stack ({(name.Name.StartsWith($"{Prefix}none", StringComparison.Ordinal) ? "egress: none" : "egress: internet")}{(IsPlain(name) ? "" : $", labels {name.Name[(name.Name.IndexOf(LabelMark, StringComparison.Ordinal) + LabelMark.Length)..]}")})";

    /// <summary>What people are told of a pod: its name, or other words where it does not exist.</summary>
    /// <param name="name">The name.</param>
    public static string InWords(NamespacedName name) => Is(name) ? Words(name) : SandboxNewcomers.Is(name) ? SandboxNewcomers.Words(name) : name.ToString();

    private static IEnumerable<IPAddress> Pick(List<IPAddress> addresses, int kind) => addresses.Count == 0 ? [] : [addresses[kind % addresses.Count]];

    private static Pod Make(string egress, int number, IReadOnlyList<IPAddress> addresses, IReadOnlyCollection<string> portNames, StackSettings settings) => new()
    {
        Spec = new() { Containers = [new() { Ports = [.. portNames.Index().SelectMany(name => Protocols.Select(protocol => new ContainerPort { Name = name.Item, Protocol = protocol, Port = FirstNamed + name.Index }))] }] },
        Metadata = new()
        {
            Namespace = settings.Namespace,
            Name = $"{Prefix}{egress}-{number + 1}",
            Labels = Labels(egress, settings),
        },
        Status = new()
        {
            PodIP = addresses.Count > 0 ? addresses[0].ToString() : null,
            PodIPs = [.. addresses.Select(address => new PodIPEntry { Ip = address.ToString() })],
        },
    };
}
