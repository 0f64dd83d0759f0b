using Portcullis.Model;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The addresses of a node that pods are told.</summary>
/// <param name="Internal">The node's InternalIP; empty when it has none.</param>
internal sealed record NodeAddresses(string Internal)
{
    public static NodeAddresses Of(Node node) =>
        new(node.Status?.Addresses?.FirstOrDefault(a => a.Type == "InternalIP")?.Address ?? "");
}
