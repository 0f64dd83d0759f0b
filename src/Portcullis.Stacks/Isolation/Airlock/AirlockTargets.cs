using System.Net;
using System.Net.Sockets;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Where every stack's walls forbid it to go and where somebody surely listens: the API server. Pure.</summary>
internal static class AirlockTargets
{
    /// <summary>Of each family, the API server's Service address and one of the endpoints behind it.</summary>
    /// <param name="service">The Service <c>default/kubernetes</c>; null when it is not known.</param>
    /// <param name="endpoints">Its endpoints; null when they are not known.</param>
    public static IReadOnlyList<IPEndPoint> Of(Service? service, Endpoints? endpoints)
    {
        var known = ApiServerAddresses.Of(service, endpoints);
        return [.. FirstOfEachFamily(known.Service).Concat(FirstOfEachFamily(known.Endpoints)).Distinct()];
    }

    // In an order of its own: the cluster lists endpoints in any.
    private static IEnumerable<IPEndPoint> FirstOfEachFamily(IEnumerable<IPEndPoint> all) => all
        .Where(end => end.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
        .GroupBy(end => end.AddressFamily)
        .OrderBy(family => family.Key)
        .Select(family => family.MinBy(end => end.ToString(), StringComparer.Ordinal)!);
}
