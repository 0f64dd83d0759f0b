using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation;

/// <summary>Finds out by which addresses players come in to stacks, besides those of nodes. Pure.</summary>
/// <remarks>
/// They lead to every stack, so that a stack which may out to the internet must not get there. A name is asked of nobody:
/// what it stands for at this moment, here, may be something else for a stack, or a minute later.
/// </remarks>
internal static class PlayerEntryDiscovery
{
    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("::1/128")];

    /// <param name="nodes">Every node; one may be annotated with the host that players are sent to for stacks on it.</param>
    /// <param name="publicHost">The host that players are sent to for every stack; null for none.</param>
    /// <param name="settings">What the operator knows better.</param>
    public static PlayerEntries Of(IReadOnlyCollection<Node> nodes, string? publicHost, IsolationSettings settings)
    {
        var annotated = nodes.Where(node => node.Metadata.Annotations?.GetValueOrDefault(StackKeys.PublicHost) is { Length: > 0 }).ToList();

        // The one host stands for all of them, whatever else nodes say.
        List<(string Host, string Where)> hosts = publicHost is not null
            ? [(publicHost, "STACK_PUBLIC_HOST")]
            : [.. annotated.GroupBy(node => node.Metadata.Annotations![StackKeys.PublicHost]).OrderBy(host => host.Key, StringComparer.Ordinal).Select(host => (host.Key, $"{StackKeys.PublicHost} of {Listing.Of(host.Select(node => node.Metadata.Name ?? "").Order(StringComparer.Ordinal))}"))];
        List<IPNetwork> known = [.. hosts.SelectMany(host => RangesOf(host.Host, settings))];
        var isTold = settings.PublicCidrs.Count > 0;
        return new(
            KnownRanges(settings, publicHost, known),
            isTold ? [] : [.. hosts.Where(host => !RangesOf(host.Host, settings).Any()).Select(host => $"\"{host.Host}\" ({host.Where})")],
            isTold || publicHost is not null,
            annotated.Select(node => node.Metadata.Name ?? "").ToHashSet(StringComparer.Ordinal));
    }

    private static KnownRanges KnownRanges(IsolationSettings settings, string? publicHost, List<IPNetwork> known)
    {
        var ranges = AddressRanges.Reduce([.. settings.PublicCidrs, .. known]);
        return ranges.Count == 0 ? Stacks.Isolation.KnownRanges.Unknown
            : new(ranges, settings.PublicCidrs.Count > 0 || publicHost is not null ? RangeOrigin.Configured : RangeOrigin.Discovered);
    }

    private static IEnumerable<IPNetwork> RangesOf(string host, IsolationSettings settings) =>
        IPText.TryParseAddress(host, out var address) ? [AddressRanges.Of(address)]
        : string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? Loopback
        : settings.NamedCidrs.Where(named => string.Equals(named.Name, host, StringComparison.OrdinalIgnoreCase)).Select(named => named.Range);
}

/// <summary>By which addresses players come in to stacks, besides those of nodes.</summary>
/// <param name="Ranges">The addresses that are known.</param>
/// <param name="Names">The names of which they are not, with where they stand.</param>
/// <param name="IsWhole">Whether it is told for every node.</param>
/// <param name="Nodes">The nodes that tell their own.</param>
internal sealed record PlayerEntries(KnownRanges Ranges, IReadOnlyList<string> Names, bool IsWhole, IReadOnlySet<string> Nodes);
