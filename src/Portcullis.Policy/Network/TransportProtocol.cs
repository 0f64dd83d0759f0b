namespace Portcullis.Policy.Network;

/// <summary>The protocols that the NetworkPolicy API knows. ICMP and the rest are outside of it.</summary>
public enum TransportProtocol
{
    /// <summary>TCP, the default.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>SCTP.</summary>
    Sctp,
}
