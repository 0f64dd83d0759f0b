using System.Net;
using System.Net.Sockets;

namespace Portcullis.Policy.Network.Blocks;

/// <summary>
/// What network plug-ins make of an address block. Many keep a rule's blocks and exceptions in one set of prefixes, in
/// which the longest that holds an address decides, whatever it means; and some write a block as several. So an
/// exception holds only where it is longer than every piece that a plug-in may make of its block.
/// </summary>
/// <remarks>
/// Seen in: kube-router (ipset, <c>nomatch</c>) and others built on ipset, whose sets take no prefix of length 0; Amazon's
/// agent (a longest-prefix trie). Plug-ins that subtract exceptions, or keep ranges (nftables), are never surprised.
/// </remarks>
public static class BlockSplits
{
    private static readonly IPNetwork[][] Whole4 = Parse("0.0.0.0/0", "0.0.0.0/1 128.0.0.0/1");

    // kube-router leaves out all but what is in use of IPv6: the internet, and private networks.
    private static readonly IPNetwork[][] Whole6 = Parse("::/0", "::/1 8000::/1", "2000::/3 fd00::/8");

    /// <summary>The ways in which a block is known to be written, each as its pieces; the first is the block itself.</summary>
    /// <param name="block">The block.</param>
    public static IReadOnlyList<IReadOnlyList<IPNetwork>> Of(IPNetwork block) => block.PrefixLength > 0
        ? [[block]]
        : block.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? Whole4 : Whole6;

    /// <summary>Whether an exception takes away what it says, however the block is written.</summary>
    /// <param name="block">The block.</param>
    /// <param name="except">An exception inside it.</param>
    public static bool Holds(IPNetwork block, IPNetwork except) =>
        !Of(block).Any(pieces => pieces.Any(piece => piece.PrefixLength >= except.PrefixLength && except.Contains(piece.BaseAddress)));

    private static IPNetwork[][] Parse(params string[] ways) => [.. ways.Select(way => (IPNetwork[])[.. way.Split(' ').Select(piece => IPNetwork.Parse(piece))])];
}
