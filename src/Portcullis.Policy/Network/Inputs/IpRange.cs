using Portcullis.Model.Addresses;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>The addresses from one to another, both included, of one family.</summary>
internal readonly record struct IpRange(IpFamily Family, UInt128 First, UInt128 Last)
{
    /// <summary>The block that the text means. Bits beyond the prefix are dropped, as the API server and CNIs do.</summary>
    public static bool TryParseCidr(string? text, out IpRange range)
    {
        var fine = AddressRanges.TryParse(text, out var block);
        range = fine ? new(IpValue.FamilyOf(block.BaseAddress), AddressRanges.First(block), AddressRanges.Last(block)) : default;
        return fine;
    }

    public bool Contains(IpValue value) => value.Family == Family && value.Bits >= First && value.Bits <= Last;
}
