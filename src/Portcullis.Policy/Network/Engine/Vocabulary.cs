using System.Net;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>
/// Everything by which policies can tell pods apart: label keys and values, port names, address blocks. Pods that differ in
/// nothing of this are of one class. Immutable.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>A value that no selector mentions.</summary>
    public const int OtherValue = -1;

    private readonly Dictionary<string, Key> _keys = [];
    private readonly Dictionary<string, int> _portNames = [];
    private readonly Dictionary<AddressBlock, int> _blockIndexes = [];
    private readonly List<AddressBlock> _blocks = [];
    private readonly AtomTable _v4;
    private readonly AtomTable _v6;

    public Vocabulary(IEnumerable<CompiledPolicy> policies)
    {
        foreach (var policy in policies)
        {
            Add(policy);
        }

        _v4 = new AtomTable(IpFamily.V4, _blocks);
        _v6 = new AtomTable(IpFamily.V6, _blocks);
    }

    public int KeyCount => _keys.Count;

    public int ValueCount { get; private set; }

    public int BlockCount => _blocks.Count;

    public Key? FindKey(string key) => _keys.GetValueOrDefault(key);

    public int? FindPortName(string name) => _portNames.TryGetValue(name, out var id) ? id : null;

    public int IndexOf(AddressBlock block) => _blockIndexes[block];

    public int AtomOf(IpValue address) => Table(address.Family).AtomOf(address.Bits);

    public ReadOnlySpan<int> BlocksOf(IpFamily family, int atom) => Table(family).BlocksOf(atom);

    /// <summary>An address of each atom that the ranges touch.</summary>
    public IReadOnlyList<IPAddress> Examples(IReadOnlyList<IPNetwork> ranges)
    {
        Dictionary<(IpFamily, int), IPAddress> examples = [];
        foreach (var range in ranges)
        {
            var first = IpValue.Of(range.BaseAddress);
            var free = (first.Family == IpFamily.V4 ? 32 : 128) - range.PrefixLength;
            var last = free == 128 ? UInt128.MaxValue : first.Bits + ((UInt128.One << free) - 1);
            foreach (var (atom, address) in Table(first.Family).Examples(first.Bits, last))
            {
                examples.TryAdd((first.Family, atom), new IpValue(first.Family, address).ToAddress());
            }
        }

        return [.. examples.Values];
    }

    /// <summary>True when the policy tells no pods apart that are not told apart already.</summary>
    public bool Covers(CompiledPolicy policy)
    {
        foreach (var selector in Selectors(policy))
        {
            foreach (var requirement in selector.Matcher.Requirements)
            {
                if (FindKey(requirement.Key) is not { } key || !requirement.Values.All(key.Values.ContainsKey))
                {
                    return false;
                }
            }
        }

        return Rules(policy).All(rule => rule.Peers.All(peer => peer.Block is null || _blockIndexes.ContainsKey(peer.Block))
            && rule.Ports.All(port => port.Name is null || _portNames.ContainsKey(port.Name)));
    }

    private AtomTable Table(IpFamily family) => family == IpFamily.V4 ? _v4 : _v6;

    private void Add(CompiledPolicy policy)
    {
        foreach (var requirement in Selectors(policy).SelectMany(selector => selector.Matcher.Requirements))
        {
            if (!_keys.TryGetValue(requirement.Key, out var key))
            {
                _keys.Add(requirement.Key, key = new Key(_keys.Count, []));
            }

            foreach (var value in requirement.Values)
            {
                if (key.Values.TryAdd(value, ValueCount))
                {
                    ValueCount++;
                }
            }
        }

        foreach (var rule in Rules(policy))
        {
            foreach (var block in rule.Peers.Select(peer => peer.Block).OfType<AddressBlock>())
            {
                if (_blockIndexes.TryAdd(block, _blocks.Count))
                {
                    _blocks.Add(block);
                }
            }

            foreach (var name in rule.Ports.Select(port => port.Name).OfType<string>())
            {
                _portNames.TryAdd(name, _portNames.Count);
            }
        }
    }

    private static IEnumerable<CompiledRule> Rules(CompiledPolicy policy) => policy.Ingress.Concat(policy.Egress);

    private static IEnumerable<CompiledSelector> Selectors(CompiledPolicy policy) =>
        Rules(policy).SelectMany(rule => rule.Peers).Select(peer => peer.Pods).OfType<CompiledSelector>().Prepend(policy.Selector);

    /// <summary>A label key that selectors ask for, and the values that they ask of it, numbered over all keys.</summary>
    internal sealed record Key(int Id, Dictionary<string, int> Values);
}
