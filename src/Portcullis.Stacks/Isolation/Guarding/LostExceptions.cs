using System.Net.Sockets;
using Portcullis.Model.Texts;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Policies that rest on an exception which some network plug-ins lose, so that what it takes away by the API's rules is open there.</summary>
internal static class LostExceptions
{
    private const int Most = 5;

    /// <summary>What is not known, in sentences; nothing where every exception holds.</summary>
    /// <param name="view">The cluster. Blocks of a family that it lacks are another matter.</param>
    public static IReadOnlyList<string> Missing(GuardView view) =>
        [.. (from found in BlockFindings.Of(view.Policies, findings => findings.Lost)
             where view.Families.Contains(found.Found.Family)
             select $"NetworkPolicy {found.Policy} excepts {Listing.Of(found.Found.Exceptions)} from {found.Found.Block}, which some network plug-ins write as shorter blocks and lose the exception: "
                 + $"spell out what the cluster has in it, or write the block as {(found.Found.Family == AddressFamily.InterNetworkV6 ? "2000::/3" : "its two halves")}").Take(Most)];
}
