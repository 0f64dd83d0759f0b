using System.Net;

namespace Portcullis.Stacks.Isolation;

/// <summary>
/// Ranges that are never "the internet": private, carrier-grade, loopback, link-local (the metadata address of clouds),
/// benchmark, documentation, multicast, reserved, and those that stand for IPv4 inside IPv6. Without
/// <c>::ffff:0:0/96</c>: the API server takes it for IPv4 and refuses it beside <c>::/0</c>, and what is sent there
/// leaves as IPv4.
/// <see href="https://www.iana.org/assignments/iana-ipv4-special-registry/"/>,
/// <see href="https://www.iana.org/assignments/iana-ipv6-special-registry/"/>
/// </summary>
internal static class ReservedRanges
{
    public static IReadOnlyList<IPNetwork> All { get; } =
    [
        .. from text in (string[])
           [
               "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
               "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
               "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
               "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
           ]
           select IPNetwork.Parse(text),
    ];
}
