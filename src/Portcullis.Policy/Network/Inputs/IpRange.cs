using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>The addresses from one to another, both included, of one family.</summary>
internal readonly record struct IpRange(IpFamily Family, UInt128 First, UInt128 Last)
{
    /// <summary>The block that the text means. Bits beyond the prefix are dropped, as the API server and CNIs do.</summary>
    public static bool TryParseCidr(string? text, out IpRange range)
    {
        range = default;
        if (!IPText.TryParseCidr(text, out var address, out var prefix))
        {
            return false;
        }

        var value = IpValue.Of(address);
        var free = (value.Family == IpFamily.V4 ? 32 : 128) - prefix;
        var host = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        range = new IpRange(value.Family, value.Bits & ~host, value.Bits | host);
        return true;
    }

    public bool Contains(IpValue value) => value.Family == Family && value.Bits >= First && value.Bits <= Last;
}
