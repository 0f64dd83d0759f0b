using System.Globalization;
using System.Net;
using Portcullis.Model.Addresses;

namespace Portcullis.Configuration;

/// <summary>Where to listen, written as Go programs write it: <c>:8081</c>, <c>127.0.0.1:0</c>, <c>[::1]:80</c>.</summary>
/// <param name="Address">The address; null for every address of the machine, of both families.</param>
/// <param name="Port">The port; 0 lets the system choose.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>What a value may look like, for messages.</summary>
    public const string Allowed = "HOST:PORT with an IP address or localhost as host, or :PORT for every address, such as :8081, 127.0.0.1:0 or [::1]:8081";

    /// <summary>Reads such a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address it names.</param>
    /// <returns>False when the text is something else.</returns>
    public static bool TryParse(string text, out ListenAddress address)
    {
        address = new ListenAddress(null, 0);
        var colon = text.LastIndexOf(':');
        if (colon < 0
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port > IPEndPoint.MaxPort
            || !TryParseHost(text[..colon], out var host))
        {
            return false;
        }

        address = new ListenAddress(host, port);
        return true;
    }

    /// <summary>The text that reads back as this.</summary>
    public override string ToString() => Address is null
        ? string.Create(CultureInfo.InvariantCulture, $":{Port}")
        : new IPEndPoint(Address, Port).ToString();

    private static bool TryParseHost(string host, out IPAddress? address)
    {
        address = null;
        switch (host)
        {
            case "":
                return true;
            case "localhost":
                address = IPAddress.Loopback;
                return true;
            case ['[', .. var inner, ']']:
                return inner.Contains(':', StringComparison.Ordinal) && IPText.TryParseAddress(inner, out address);
            default:
                return !host.Contains(':', StringComparison.Ordinal) && IPText.TryParseAddress(host, out address);
        }
    }
}
