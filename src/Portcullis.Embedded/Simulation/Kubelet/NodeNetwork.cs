using Portcullis.Embedded.Simulation.Leaks;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The network of one node, as the pods on it feel it.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Enforces">Whether it would enforce policies where the cluster's does.</param>
/// <param name="Leaks">What it lets through besides.</param>
internal sealed record NodeNetwork(string Node, Func<bool> Enforces, Func<IReadOnlyList<NetworkLeak>> Leaks)
{
    /// <summary>Whether a pod on the node gets an answer from what policies forbid.</summary>
    public bool Lets(NetworkEnforcement network, TriedTarget target) =>
        !network.Enforces || !Enforces() || network.Leaks.Concat(Leaks()).Any(leak => leak.Lets(Node, target));
}
