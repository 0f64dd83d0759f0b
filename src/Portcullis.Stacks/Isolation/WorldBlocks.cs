using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Blocks;

namespace Portcullis.Stacks.Isolation;

/// <summary>
/// The address blocks of policies that mean "everybody but": written so that every network plug-in reads them alike.
/// No exception is as short as a piece that a plug-in may make of its block (<see cref="BlockSplits"/>); where one would
/// be, the block is written in parts without it. Pure: the same ranges give the same blocks.
/// </summary>
internal static class WorldBlocks
{
    private static readonly IPNetwork All4 = IPNetwork.Parse("0.0.0.0/0");

    // All of the internet: https://www.iana.org/assignments/ipv6-unicast-address-assignments/.
    private static readonly IPNetwork Internet6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Private6 = IPNetwork.Parse("fc00::/7");

    /// <summary>Whom players come from: the internet, and private networks. Link-local and other addresses are nobody's who is not in the cluster.</summary>
    /// <param name="families">The families that blocks may be of.</param>
    /// <param name="except">Who is not meant.</param>
    public static IReadOnlyList<IPBlock> Outsiders(IEnumerable<AddressFamily> families, IReadOnlyCollection<IPNetwork> except) =>
        [.. families.SelectMany(family => family == AddressFamily.InterNetwork ? (IPNetwork[])[All4] : [Internet6, Private6]).SelectMany(block => Without(block, except))];

    /// <summary>The internet.</summary>
    /// <param name="families">The families that blocks may be of.</param>
    /// <param name="except">What of it is not meant.</param>
    public static IReadOnlyList<IPBlock> Internet(IEnumerable<AddressFamily> families, IReadOnlyCollection<IPNetwork> except) =>
        [.. families.Select(family => family == AddressFamily.InterNetwork ? All4 : Internet6).SelectMany(block => Without(block, except))];

    /// <summary>A block less some ranges, as one block with exceptions where that is safe, else as several; none where nothing is left.</summary>
    /// <param name="block">The block.</param>
    /// <param name="except">The ranges; those elsewhere do not matter.</param>
    public static IEnumerable<IPBlock> Without(IPNetwork block, IReadOnlyCollection<IPNetwork> except)
    {
        // Neighbours make one range in some plug-ins, so they are judged as one.
        var merged = AddressRanges.Merge(except);
        if (merged.Any(range => AddressRanges.Covers(range, block)))
        {
            return [];
        }

        var inside = merged.Where(range => AddressRanges.Covers(block, range)).ToList();
        if (!inside.TrueForAll(range => BlockSplits.Holds(block, range)))
        {
            return AddressRanges.Halves(block).SelectMany(half => Without(half, except));
        }

        var holes = AddressRanges.Reduce(except.Where(range => AddressRanges.Covers(block, range)));
        return [new() { Cidr = block.ToString(), Except = holes.Count == 0 ? null : [.. holes.Select(hole => hole.ToString())] }];
    }
}
