using System.Globalization;

namespace Portcullis.Policy.Network;

/// <summary>A destination port: <c>80/TCP</c>. Sorted by number, then by protocol in the order TCP, UDP, SCTP.</summary>
/// <param name="Port">1 to 65535.</param>
/// <param name="Protocol">The protocol.</param>
public readonly record struct ProtocolPort(int Port, TransportProtocol Protocol) : IComparable<ProtocolPort>
{
    /// <summary>The greatest port number.</summary>
    public const int MaxPort = 65535;

    /// <summary>What is asked when nothing says which ports matter: 80/TCP.</summary>
    public static ProtocolPort Default { get; } = new(80, TransportProtocol.Tcp);

    /// <summary>Reads <c>80/TCP</c>, or <c>80</c>, which means TCP. The protocol may be in any case.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="port">The port; meaningless when this is false.</param>
    public static bool TryParse(string? text, out ProtocolPort port)
    {
        port = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        var number = slash < 0 ? text : text![..slash];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > MaxPort
            || !TryParseProtocol(slash < 0 ? "TCP" : text![(slash + 1)..].ToUpperInvariant(), out var protocol))
        {
            return false;
        }

        port = new ProtocolPort(value, protocol);
        return true;
    }

    /// <summary>By number, then by protocol.</summary>
    /// <param name="other">The port to compare with.</param>
    public int CompareTo(ProtocolPort other) => Port != other.Port ? Port.CompareTo(other.Port) : Protocol.CompareTo(other.Protocol);

    /// <summary><c>80/TCP</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port}/{Name(Protocol)}");

    /// <summary>Same as <see cref="CompareTo"/>.</summary>
    public static bool operator <(ProtocolPort left, ProtocolPort right) => left.CompareTo(right) < 0;

    /// <summary>Same as <see cref="CompareTo"/>.</summary>
    public static bool operator >(ProtocolPort left, ProtocolPort right) => left.CompareTo(right) > 0;

    /// <summary>Same as <see cref="CompareTo"/>.</summary>
    public static bool operator <=(ProtocolPort left, ProtocolPort right) => left.CompareTo(right) <= 0;

    /// <summary>Same as <see cref="CompareTo"/>.</summary>
    public static bool operator >=(ProtocolPort left, ProtocolPort right) => left.CompareTo(right) >= 0;

    /// <summary>As the API spells it: <c>TCP</c>.</summary>
    internal static string Name(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Udp => "UDP",
        TransportProtocol.Sctp => "SCTP",
        _ => "TCP",
    };

    /// <summary>Exactly as the API spells it.</summary>
    internal static bool TryParseProtocol(string? text, out TransportProtocol protocol)
    {
        (protocol, var known) = text switch
        {
            "TCP" => (TransportProtocol.Tcp, true),
            "UDP" => (TransportProtocol.Udp, true),
            "SCTP" => (TransportProtocol.Sctp, true),
            _ => (TransportProtocol.Tcp, false),
        };
        return known;
    }
}
