using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Network.Sets;

/// <summary>Pods, addresses, or both.</summary>
public sealed record EndpointSet
{
    /// <summary>The pods; null for none.</summary>
    public PodSelection? Pods { get; init; }

    /// <summary>
    /// Blocks of addresses, judged as addresses outside of the cluster: no selector matches them. To ask about the pods that
    /// may hold some of them, give these as <see cref="Pods"/>.
    /// </summary>
    public IReadOnlyList<IPBlock> Blocks { get; init; } = [];
}
