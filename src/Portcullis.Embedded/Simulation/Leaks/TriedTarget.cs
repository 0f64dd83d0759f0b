using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Embedded.Simulation.Leaks;

/// <summary>What a container that feels policies tries.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>echo</c>.</param>
/// <param name="Address">The address.</param>
/// <param name="Port">The port; 0 for echo.</param>
/// <param name="MustWork">Whether it is allowed, and tried to see that anything works at all.</param>
internal sealed record TriedTarget(string Protocol, IPAddress Address, int Port, bool MustWork)
{
    private const int FirstNodePort = 30_000;
    private const int LastNodePort = 32_767;

    public string Family => Address.AddressFamily == AddressFamily.InterNetworkV6 ? "ipv6" : "ipv4";

    public bool IsNodePort => Port is >= FirstNodePort and <= LastNodePort;

    /// <summary>Reads <c>tcp/192.0.2.1/80</c>, <c>udp/fd00::1/53</c> or <c>echo/192.0.2.1</c>, with a plus before what must work.</summary>
    /// <returns>Null for anything else.</returns>
    public static TriedTarget? Parse(string text)
    {
        var mustWork = text.StartsWith('+');
        return (mustWork ? text[1..] : text).Split('/') switch
        {
            ["echo", var host] when IPAddress.TryParse(host, out var address) => new("echo", address, 0, mustWork),
            ["tcp" or "udp", var host, var number] parts when IPAddress.TryParse(host, out var address) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) =>
                new(parts[0], address, port, mustWork),
            _ => null,
        };
    }

    /// <summary>The TCP target that an address with a port names.</summary>
    public static TriedTarget? OfEndPoint(string text) => IPEndPoint.TryParse(text, out var end) ? new("tcp", end.Address, end.Port, false) : null;
}
