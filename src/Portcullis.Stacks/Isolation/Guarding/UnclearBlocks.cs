using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Policies with an address block that the API server takes and network plug-ins do not read alike: what they enforce is not known.</summary>
internal static class UnclearBlocks
{
    private const int Most = 5;

    /// <summary>What is not known, in sentences; nothing where all blocks are clear.</summary>
    /// <param name="policies">The policies.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<NetworkPolicy> policies) =>
        [.. BlockFindings.Of(policies, findings => findings.Unclear).Take(Most)
            .Select(found => $"NetworkPolicy {found.Policy} has the block {found.Found.Text}, which is not read alike by all: {found.Found.Reason}; write it as {found.Found.Canonical}")];
}
