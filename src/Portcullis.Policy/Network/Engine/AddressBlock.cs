using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>An ipBlock: a range less its exceptions. Equal to another that spells the same ranges.</summary>
internal sealed class AddressBlock : IEquatable<AddressBlock>
{
    private readonly IpRange[] _except;
    private readonly int _hash;

    private AddressBlock(IpRange range, IpRange[] except)
    {
        Range = range;
        _except = except;
        var hash = new HashCode();
        hash.Add(range);
        foreach (var hole in except)
        {
            hash.Add(hole);
        }

        _hash = hash.ToHashCode();
    }

    public IpRange Range { get; }

    public ReadOnlySpan<IpRange> Except => _except;

    /// <summary>INVARIANT: the block was validated.</summary>
    public static AddressBlock Of(IPBlock block)
    {
        var except = (block.Except ?? []).Select(Parse).Distinct().Order(Comparer<IpRange>.Create((a, b) => (a.First, a.Last).CompareTo((b.First, b.Last))));
        return new AddressBlock(Parse(block.Cidr), [.. except]);
    }

    public bool Contains(IpValue address)
    {
        if (!Range.Contains(address))
        {
            return false;
        }

        foreach (ref readonly var hole in _except.AsSpan())
        {
            if (hole.Contains(address))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(AddressBlock? other) => other is not null && other.Range == Range && other._except.AsSpan().SequenceEqual(_except);

    public override bool Equals(object? obj) => Equals(obj as AddressBlock);

    public override int GetHashCode() => _hash;

    private static IpRange Parse(string? cidr) => IpRange.TryParseCidr(cidr, out var range) ? range : throw new FormatException($"\"{cidr}\" is no address block");
}
