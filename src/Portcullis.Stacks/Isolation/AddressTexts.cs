using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation;

/// <summary>Addresses as objects write them.</summary>
internal static class AddressTexts
{
    /// <summary>Those that are any.</summary>
    public static IEnumerable<IPAddress> Parse(IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            if (IPText.TryParseAddress(text, out var address))
            {
                yield return address;
            }
        }
    }

    /// <summary>The cluster addresses of a Service, whichever field holds them.</summary>
    public static IEnumerable<string> ClusterIPs(Service service) => service.Spec?.ClusterIPs ?? (service.Spec?.ClusterIP is { } one ? [one] : []);
}
