namespace Portcullis.Policy.Network.Sets;

/// <summary>Ports of one protocol, both ends included.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="First">The least, 1 to 65535.</param>
/// <param name="Last">The greatest, no less than <paramref name="First"/>.</param>
public readonly record struct PortRange(TransportProtocol Protocol, int First, int Last)
{
    /// <summary>Every port of every protocol.</summary>
    public static IReadOnlyList<PortRange> All { get; } = [.. Enum.GetValues<TransportProtocol>().Select(protocol => new PortRange(protocol, 1, ProtocolPort.MaxPort))];

    /// <summary>One port.</summary>
    /// <param name="port">The port.</param>
    public static PortRange Of(ProtocolPort port) => new(port.Protocol, port.Port, port.Port);
}
