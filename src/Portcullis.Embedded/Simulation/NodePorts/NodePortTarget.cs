using System.Net;
using Portcullis.Model.Names;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>A port of the node.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Port">Its number.</param>
/// <param name="IsV6">On which loopback address it is open.</param>
internal readonly record struct NodePortKey(string Protocol, int Port, bool IsV6)
{
    public IPEndPoint Address => new(IsV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, Port);
}

/// <summary>Who answers on a port of the node.</summary>
/// <param name="Key">The port.</param>
/// <param name="Service">The service it belongs to.</param>
/// <param name="Pod">The pod that answers.</param>
/// <param name="Node">Where the pod is.</param>
/// <param name="ContainerPort">The port inside the pod.</param>
/// <param name="Stack">The stack's name; null when it is no stack.</param>
internal sealed record NodePortTarget(NodePortKey Key, NamespacedName Service, NamespacedName Pod, string Node, int ContainerPort, string? Stack);
