using System.Net;
using System.Net.Sockets;
using Portcullis.Model;

namespace Portcullis.Stacks;

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

    private static readonly string[] Egresses = ["none", "internet"];

    /// <summary>Makes them.</summary>
    /// <param name="addresses">One address of each kind; of dual-stack pods one of each family is taken.</param>
    /// <param name="settings">How stacks are made.</param>
    public static IReadOnlyList<Pod> Make(IReadOnlyList<IPAddress> addresses, StackSettings settings)
    {
        var v4 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork).ToList();
        var v6 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToList();
        var kinds = Math.Max(1, Math.Max(v4.Count, v6.Count));
        return
        [
            .. from egress in Egresses
               from number in Enumerable.Range(0, kinds * OfEachKind)
               select Make(egress, number, [.. Pick(v4, number / OfEachKind), .. Pick(v6, number / OfEachKind)], settings),
        ];
    }

    /// <summary>One of each kind of egress.</summary>
    /// <param name="names">The names of all.</param>
    public static IEnumerable<NamespacedName> OfEachEgress(IEnumerable<NamespacedName> names) => names.Where(name => name.Name.EndsWith("-1", StringComparison.Ordinal));

    /// <summary>Whether a name is one of theirs.</summary>
    public static bool Is(NamespacedName name) => name.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What people are told instead of the name of a pod that does not exist.</summary>
    /// <param name="name">The name of one of them.</param>
    public static string Words(NamespacedName name) => $"a new stack ({(name.Name.StartsWith($"{Prefix}none", StringComparison.Ordinal) ? "egress: none" : "egress: internet")})";

    private static IEnumerable<IPAddress> Pick(List<IPAddress> addresses, int kind) => addresses.Count == 0 ? [] : [addresses[kind % addresses.Count]];

    private static Pod Make(string egress, int number, IReadOnlyList<IPAddress> addresses, StackSettings settings) => new()
    {
        Metadata = new()
        {
            Namespace = settings.Namespace,
            Name = $"{Prefix}{egress}-{number + 1}",
            Labels = new Dictionary<string, string>
            {
                [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
                [StackKeys.Stack] = "new",
                [StackKeys.Incarnation] = "new",
                [StackKeys.Egress] = egress,
                [StackKeys.Profile] = LabelValue.ForText(settings.DefaultProfile),
            },
        },
        Status = new()
        {
            PodIP = addresses.Count > 0 ? addresses[0].ToString() : null,
            PodIPs = [.. addresses.Select(address => new PodIPEntry { Ip = address.ToString() })],
        },
    };
}
