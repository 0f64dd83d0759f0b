using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>The set of prefixes that a network plug-in makes of the blocks of one rule: the longest that holds an address decides.</summary>
internal sealed class PlugInSet
{
    private readonly Dictionary<IPNetwork, bool> _entries = [];

    private PlugInSet(IReadOnlyList<IPBlock> blocks, Func<IPNetwork, IEnumerable<IPNetwork>> write)
    {
        foreach (var block in blocks)
        {
            Add(write(IPNetwork.Parse(block.Cidr!)), matches: true);
            Add((block.Except ?? []).SelectMany(range => write(IPNetwork.Parse(range))), matches: false);
        }
    }

    /// <summary>A prefix that is both an entry and an exception: which of them it is depends on who wrote last.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>What plug-ins are known to make of the blocks of a rule.</summary>
    public static IEnumerable<(string PlugIn, PlugInSet Set)> All(IReadOnlyList<IPBlock> blocks) =>
    [
        ("a trie of prefixes as they are (Amazon's agent)", new(blocks, range => [range])),
        ("ipset, whose sets take no /0", new(blocks, range => range.PrefixLength > 0 ? [range] : Halves(range))),
        ("kube-router, which leaves out of ::/0 what is not in use", new(blocks, KubeRouter)),
        ("ipset over exceptions of which neighbours were made one", new(Merged(blocks), range => range.PrefixLength > 0 ? [range] : Halves(range))),
    ];

    public bool Contains(IPAddress address)
    {
        var deciding = _entries.Where(entry => entry.Key.Contains(address)).OrderByDescending(entry => entry.Key.PrefixLength).ToList();
        return deciding.Count > 0 && deciding[0].Value;
    }

    private static IEnumerable<IPNetwork> KubeRouter(IPNetwork range) => range switch
    {
        { PrefixLength: > 0 } => [range],
        _ when range.ToString() == "::/0" => [IPNetwork.Parse("2000::/3"), IPNetwork.Parse("fd00::/8")],
        _ => Halves(range),
    };

    private static IEnumerable<IPNetwork> Halves(IPNetwork range) => range.ToString() == "::/0"
        ? [IPNetwork.Parse("::/1"), IPNetwork.Parse("8000::/1")]
        : [IPNetwork.Parse("0.0.0.0/1"), IPNetwork.Parse("128.0.0.0/1")];

    private static IReadOnlyList<IPBlock> Merged(IReadOnlyList<IPBlock> blocks) =>
        [.. blocks.Select(block => block with { Except = [.. AddressRanges.Merge((block.Except ?? []).Select(range => IPNetwork.Parse(range))).Select(range => range.ToString())] })];

    private void Add(IEnumerable<IPNetwork> ranges, bool matches)
    {
        foreach (var range in ranges)
        {
            IsAmbiguous |= _entries.TryGetValue(range, out var before) && before != matches;
            _entries[range] = matches;
        }
    }
}
