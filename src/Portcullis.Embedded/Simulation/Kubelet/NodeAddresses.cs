using Portcullis.Embedded.Admission;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The addresses of a node that pods are told.</summary>
/// <param name="Internals">The node's InternalIPs, one of each family; empty when it has none.</param>
internal sealed record NodeAddresses(IReadOnlyList<string> Internals)
{
    /// <summary>The first of them.</summary>
    public string Internal => Internals is [var first, ..] ? first : "";

    public static NodeAddresses Of(Node node) =>
        new([.. (node.Status?.Addresses ?? []).Where(a => a.Type == "InternalIP").Select(a => a.Address ?? "").DistinctBy(AddressRange.FamilyOf)]);
}
