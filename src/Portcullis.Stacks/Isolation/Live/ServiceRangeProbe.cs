using System.Net;
using System.Text.RegularExpressions;
using Portcullis.Client.Requests;
using Portcullis.Model.Addresses;
using Portcullis.Model.Resources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>
/// Asks the API server for the range of Service addresses where no object tells it: a Service with an address that no
/// cluster has is refused, and the refusal names the range.
/// </summary>
internal static partial class ServiceRangeProbe
{
    // Reserved for documentation (RFC 5737, RFC 3849).
    private static readonly string[] Impossible = ["192.0.2.1", "2001:db8::1"];

    /// <returns>The ranges named; empty when the refusal does not name any, or is another.</returns>
    /// <exception cref="KubernetesTransportException">There was no answer.</exception>
    public static async Task<IReadOnlyList<IPNetwork>> AskAsync(KubernetesClient client, string ns, CancellationToken cancellationToken)
    {
        var ranges = new List<IPNetwork>();
        foreach (var address in Impossible)
        {
            var name = $"portcullis-probe-{Guid.NewGuid():N}";
            try
            {
                await client.CreateAsync(
                    ResourceTypes.Services,
                    ns,
                    new() { Metadata = new() { Name = name }, Spec = new() { ClusterIP = address, Ports = [new() { Port = 1 }] } },
                    cancellationToken);

                // A cluster that does have that address: it is taken back, and nothing is learned.
                await client.DeleteAsync(ResourceTypes.Services, new(ns, name), null, cancellationToken);
            }
            catch (KubernetesApiException refused)
            {
                ranges.AddRange(RangesIn(refused.Message));
            }
        }

        return AddressRanges.Reduce(ranges);
    }

    internal static IEnumerable<IPNetwork> RangesIn(string message)
    {
        foreach (Match match in Sentence().Matches(message))
        {
            if (IPText.TryParseCidr(match.Groups[1].Value.TrimEnd('.'), out var address, out var bits))
            {
                yield return AddressRanges.Masked(address, bits);
            }
        }
    }

    // pkg/registry/core/service/ipallocator: ErrNotInRange, the same since Kubernetes 1.8.
    [GeneratedRegex("The range of valid IPs is ([0-9a-fA-F:./]+)")]
    private static partial Regex Sentence();
}
