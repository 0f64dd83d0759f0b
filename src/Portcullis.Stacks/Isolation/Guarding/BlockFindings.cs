using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Blocks;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>What is odd about the address blocks of a policy. Policies do not change, and are asked about with every other one that does: so it is remembered.</summary>
/// <param name="Unclear">Blocks and exceptions that readers do not read alike.</param>
/// <param name="Lost">Blocks with exceptions that some network plug-ins lose.</param>
internal sealed record BlockFindings(IReadOnlyList<UnclearBlock> Unclear, IReadOnlyList<LostException> Lost)
{
    private static readonly ConditionalWeakTable<NetworkPolicy, BlockFindings> Known = new();

    /// <summary>Those of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static BlockFindings Of(NetworkPolicy policy) => Known.GetValue(policy, Find);

    /// <summary>Those of policies that have any that are asked for, by name.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="policies">The policies.</param>
    /// <param name="which">What is asked for.</param>
    public static IEnumerable<(string Policy, T Found)> Of<T>(IEnumerable<NetworkPolicy> policies, Func<BlockFindings, IReadOnlyList<T>> which) =>
        from policy in policies
        let found = which(Of(policy))
        where found.Count > 0
        let name = NamespacedName.Of(policy.Metadata).ToString()
        orderby name
        from one in found
        select (name, one);

    private static BlockFindings Find(NetworkPolicy policy)
    {
        List<IPBlock> blocks = [.. PolicyPeers.Blocks(policy)];
        return new(
            [.. blocks.SelectMany(block => (IEnumerable<string?>)[block.Cidr, .. block.Except ?? []]).Select(BlockSpelling.Doubt).OfType<UnclearBlock>()],
            [.. blocks.Select(LostException.Of).OfType<LostException>()]);
    }
}

/// <summary>Exceptions that some network plug-ins lose: each is no longer than a piece that they make of its block (<see cref="BlockSplits"/>).</summary>
/// <param name="Block">The block.</param>
/// <param name="Family">Its family.</param>
/// <param name="Exceptions">The exceptions.</param>
internal sealed record LostException(string Block, AddressFamily Family, IReadOnlyList<string> Exceptions)
{
    /// <summary>Those of a block; null where every exception holds.</summary>
    /// <param name="block">The block.</param>
    public static LostException? Of(IPBlock block)
    {
        // No other block is written in pieces.
        if (!IPText.TryParseCidr(block.Cidr, out var address, out var bits) || bits > 0)
        {
            return null;
        }

        // Neighbours make one range in some plug-ins, so they are judged as one.
        var range = AddressRanges.Masked(address, bits);
        List<(string Text, IPNetwork Range)> exceptions =
            [.. from text in block.Except ?? [] where IPText.TryParseCidr(text, out _, out _) select (text, Read(text))];
        var lost = AddressRanges.Merge(exceptions.Select(except => except.Range)).Where(merged => !BlockSplits.Holds(range, merged)).ToList();
        return lost.Count == 0 ? null : new(block.Cidr!, address.AddressFamily, [.. exceptions.Where(except => lost.Exists(merged => AddressRanges.Covers(merged, except.Range))).Select(except => except.Text)]);
    }

    private static IPNetwork Read(string text) => IPText.TryParseCidr(text, out var address, out var bits) ? AddressRanges.Masked(address, bits) : default;
}
