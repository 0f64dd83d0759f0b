using Portcullis.Admission;

namespace Portcullis.Stacks.Records;

/// <summary>Reads <see cref="PortProtocol"/>s; <see cref="TargetPort.ProtocolText"/> writes them.</summary>
public static class PortProtocols
{
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
