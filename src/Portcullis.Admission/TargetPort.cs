namespace Portcullis.Admission;

/// <summary>A transport protocol that a stack may expose.</summary>
public enum PortProtocol
{
    /// <summary><c>TCP</c> on the wire.</summary>
    Tcp,

    /// <summary><c>UDP</c> on the wire.</summary>
    Udp,
}

/// <summary>A container port that players shall reach.</summary>
/// <param name="ContainerPort">The port in the container, 1 to 65535.</param>
/// <param name="Protocol">Its protocol.</param>
public readonly record struct TargetPort(int ContainerPort, PortProtocol Protocol)
{
    /// <summary>The protocol as Kubernetes writes it.</summary>
    public string ProtocolText => Protocol == PortProtocol.Udp ? "UDP" : "TCP";

    /// <summary><c>80/TCP</c>.</summary>
    public override string ToString() => $"{ContainerPort}/{ProtocolText}";
}
