using System.Net;

namespace Portcullis.Stacks.Isolation;

/// <summary>
/// Addresses at which the platform beneath a cluster answers its machines, and what runs on them. Most platforms use
/// link-local, carrier-grade or unique local addresses for that, which <see cref="ReservedRanges"/> holds
/// (169.254.169.254, 100.100.100.200, fd00:ec2::254, fd20:ce::254); those that do not are the ones to forget.
/// <see href="https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16"/>,
/// <see href="https://cloud.ibm.com/docs/vpc?topic=vpc-service-endpoints-for-vpc"/>
/// </summary>
internal static class PlatformAddresses
{
    /// <summary>The metadata services, which tell a machine who it is and hand it credentials. Others lie in reserved ranges, too.</summary>
    public static IReadOnlyList<IPNetwork> Metadata { get; } = Parse("169.254.169.254/32", "fd00:ec2::254/128", "fd20:ce::254/128");

    /// <summary>What looks like any address of the internet and is the platform's own.</summary>
    public static IReadOnlyList<PlatformAddress> Public { get; } =
    [
        new("Azure's wire server", "azure://", IPNetwork.Parse("168.63.129.16/32")),
        new("IBM Cloud's name servers, time and mirrors", "ibm://", IPNetwork.Parse("161.26.0.0/16")),
        new("IBM Cloud's service endpoints", "ibm://", IPNetwork.Parse("166.8.0.0/14")),
    ];

    private static IPNetwork[] Parse(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}

/// <summary>Addresses of the internet by which a platform is reached from within.</summary>
/// <param name="What">Whose they are.</param>
/// <param name="Provider">How the <c>providerID</c> of its nodes begins.</param>
/// <param name="Range">The addresses.</param>
internal sealed record PlatformAddress(string What, string Provider, IPNetwork Range);
