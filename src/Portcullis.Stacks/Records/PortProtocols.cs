using Portcullis.Admission;

namespace Portcullis.Stacks;

/// <summary>The words for <see cref="PortProtocol"/> on the wire.</summary>
public static class PortProtocols
{
    /// <summary>The word, as Kubernetes spells it.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string ToWire(this PortProtocol protocol) => protocol == PortProtocol.Udp ? "UDP" : "TCP";

    /// <summary>Reads the word in Kubernetes' spelling.</summary>
    /// <param name="text">The word.</param>
    /// <param name="protocol">The protocol.</param>
    /// <returns>False when it is neither TCP nor UDP.</returns>
    public static bool TryParse(string? text, out PortProtocol protocol)
    {
        protocol = text == "UDP" ? PortProtocol.Udp : PortProtocol.Tcp;
        return text is "TCP" or "UDP";
    }
}
