using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Blocks;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Tests.Isolation.Guarding;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>The walls of clusters of every kind mean the same to every network plug-in: what the API says that they mean.</summary>
public class WallReadingTests
{
    private const int RandomClusters = 300;

    private static readonly string[] Everyone =
    [
        "0.0.0.1", "1.1.1.1", "10.0.0.1", "127.0.0.1", "127.255.255.255", "128.0.0.0", "168.63.129.16", "169.254.169.254", "192.168.1.1", "203.0.113.7", "224.0.0.1", "255.255.255.255",
        "::1", "64:ff9b::1", "2000::", "2001:db8::1", "2606:4700::1111", "3fff:ffff::1", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "4000::1", "7fff::1", "8000::1", "fc00::1",
        "fc80::1", "fd00::1", "fd00:ec2::254", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::1", "fec0::1", "ff02::1",
    ];

    public static TheoryData<string, string, string, string, string> Clusters => new()
    {
        { "IPv4", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1 203.0.113.5", "" },
        { "private IPv6 throughout", "fd00:42::/48", "fd00:43::/112", "fd00:30::1 fd00:30::2", "" },
        { "dual", "10.42.0.0/16 fd00:42::/48", "10.43.0.0/16 fd00:43::/112", "172.30.0.1 fd00:30::1", "" },
        { "public IPv6", "2001:db8:42::/48", "2001:db8:43::/112", "2001:db8:30::1", "" },
        { "pods of half the private range", "fd00::/8", "fc00:43::/112", "fc00:30::1", "" },
        { "pods of the whole private range", "fc00::/7", "fc00:43::/112", "2001:db8::1", "" },
        { "pods of half of the internet", "2000::/4", "fd00:43::/112", "3000::1", "" },
        { "pods of all of the internet", "2000::/3", "fd00:43::/112", "fd00:30::1", "" },
        { "pods of half of all", "8000::/1", "fd00:43::/112", "fd00:30::1", "" },
        { "pods everywhere", "0.0.0.0/0 ::/0", "10.43.0.0/16", "172.30.0.1", "" },
        { "protected half", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1", "0.0.0.0/1" },
        { "protected other half", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1", "128.0.0.0/1" },
        { "protected halves", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1", "0.0.0.0/1 128.0.0.0/1" },
        { "protected neighbours that are a half together", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1", "128.0.0.0/2 192.0.0.0/2" },
        { "protected neighbours that are everything together", "10.42.0.0/16", "10.43.0.0/16", "172.30.0.1", "0.0.0.0/2 64.0.0.0/2 128.0.0.0/2 192.0.0.0/2" },
        { "protected parts of IPv6", "fd00:42::/48", "fd00:43::/112", "fd00:30::1", "2000::/3 fd00::/8" },
        { "protected halves of the internet", "fd00:42::/48", "fd00:43::/112", "fd00:30::1", "2000::/4 3000::/4" },
    };

    [Theory]
    [MemberData(nameof(Clusters))]
    public void Every_plug_in_reads_the_walls_as_the_api_does(string kind, string pods, string services, string nodes, string protectedRanges) =>
        Check(kind, Cluster(Split(pods), Split(services), Split(nodes)), [.. Split(protectedRanges).Select(range => IPNetwork.Parse(range))]);

    [Fact]
    public void Every_plug_in_reads_the_walls_of_random_clusters_as_the_api_does()
    {
        var random = new Random(20261125);
        for (var i = 0; i < RandomClusters; i++)
        {
            var (pods, services, nodes, more) = (Ranges(random, 3), Ranges(random, 2), Ranges(random, 4), Ranges(random, 4));
            Check($"cluster {i}: {string.Join(' ', pods)}; {string.Join(' ', more)}", Cluster(pods, services, [.. nodes.Select(range => range.Split('/')[0])]), [.. more.Select(range => IPNetwork.Parse(range))]);
        }
    }

    [Theory]
    [InlineData("::/0", "fc00::/7", false)]
    [InlineData("::/0", "fd00::/8", false)]
    [InlineData("::/0", "fd00::/9", true)]
    [InlineData("::/0", "2000::/3", false)]
    [InlineData("::/0", "2000::/2", false)]
    [InlineData("::/0", "2000::/4", true)]
    [InlineData("::/0", "8000::/1", false)]
    [InlineData("::/0", "fc00::/8", true)]
    [InlineData("0.0.0.0/0", "128.0.0.0/1", false)]
    [InlineData("0.0.0.0/0", "128.0.0.0/2", true)]
    [InlineData("8000::/1", "fc00::/7", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false)]
    public void Exception_holds_where_it_is_longer_than_what_may_be_made_of_its_block(string block, string except, bool holds) =>
        BlockSplits.Holds(IPNetwork.Parse(block), IPNetwork.Parse(except)).ShouldBe(holds);

    [Fact]
    public void Walls_as_they_were_let_stacks_into_the_private_networks_of_a_plug_in_that_splits()
    {
        IPBlock before = new() { Cidr = "::/0", Except = ["fc00::/7", "fe80::/10"] };

        PlugInSet.All([before]).ShouldContain(one => one.Set.Contains(IPAddress.Parse("fd00:42::1")));
    }

    private static void Check(string kind, ClusterAddresses addresses, IReadOnlyList<IPNetwork> more)
    {
        foreach (var policy in (string[])["Local", "Cluster"])
        {
            var walls = Walls.Build(addresses, new() { ExternalTrafficPolicy = policy }, new() { ProtectedCidrs = more });
            walls.ShouldAllBe(wall => NetworkPolicyRules.Check(wall).Count == 0, kind);
            IReadOnlyList<IPNetwork> insiders = policy == "Cluster" ? addresses.Pods.Values : [.. addresses.Pods.Values, .. addresses.Nodes.Values];
            CheckRule($"{kind}, {policy}, in", addresses, walls[0].Spec!.Ingress?.Single().From, insiders, IsOutside);
            CheckRule($"{kind}, {policy}, out", addresses, walls[1].Spec!.Egress?.Single().To, [.. addresses.Everything, .. more, .. ReservedRanges.All, .. PlatformAddresses.Public.Select(platform => platform.Range)], IsInternet);
        }
    }

    // What is meant, what the API makes of the rule, and what each plug-in makes of it must be one.
    private static void CheckRule(string rule, ClusterAddresses addresses, IReadOnlyList<NetworkPolicyPeer>? peers, IReadOnlyList<IPNetwork> without, Func<IPAddress, bool> world)
    {
        var blocks = (peers ?? []).Select(peer => peer.IpBlock!).ToList();
        blocks.ShouldAllBe(block => block.Cidr != "::/0", rule);
        var families = addresses.Pods.Values.Select(AddressRanges.FamilyOf).Distinct().ToList();
        var sets = PlugInSet.All(blocks).ToList();
        sets.ShouldAllBe(one => !one.Set.IsAmbiguous, rule);
        foreach (var address in Interesting(blocks, [.. without, .. addresses.Everything]))
        {
            var meant = families.Contains(address.AddressFamily) && world(address) && !without.Any(range => range.Contains(address));
            var says = blocks.Exists(block => IPNetwork.Parse(block.Cidr!).Contains(address) && !(block.Except ?? []).Any(range => IPNetwork.Parse(range).Contains(address)));
            says.ShouldBe(meant, $"{rule}: the rule on {address}");
            foreach (var (plugIn, set) in sets)
            {
                set.Contains(address).ShouldBe(meant, $"{rule}: {plugIn} on {address}");
            }
        }
    }

    private static bool IsOutside(IPAddress address) => IsInternet(address) || IPNetwork.Parse("fc00::/7").Contains(address);

    private static bool IsInternet(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || IPNetwork.Parse("2000::/3").Contains(address);

    // The first and the last address of everything that is named, and their neighbours.
    private static IEnumerable<IPAddress> Interesting(IEnumerable<IPBlock> blocks, IEnumerable<IPNetwork> ranges) =>
        blocks.SelectMany(block => (block.Except ?? []).Append(block.Cidr!)).Select(text => IPNetwork.Parse(text)).Concat(ranges).Distinct()
            .SelectMany(range => (IPAddress[])[Moved(range.BaseAddress, -1), range.BaseAddress, Last(range), Moved(Last(range), 1)])
            .Concat(Everyone.Select(IPAddress.Parse)).Distinct();

    private static IPAddress Last(IPNetwork range)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        for (var bit = range.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }

    private static IPAddress Moved(IPAddress address, int by)
    {
        var bytes = address.GetAddressBytes();
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)(bytes[i] + by);
            if (bytes[i] != (by > 0 ? 0 : 255))
            {
                break;
            }
        }

        return new IPAddress(bytes);
    }

    // Of every length, and more often near the shortest and in the ranges that count.
    private static string[] Ranges(Random random, int most) => [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Range(random)).Distinct()];

    private static string Range(Random random)
    {
        var isV6 = random.Next(3) > 0;
        var bytes = new byte[isV6 ? 16 : 4];
        random.NextBytes(bytes);
        if (isV6 && random.Next(3) > 0)
        {
            bytes[0] = ((byte[])[0xfd, 0xfc, 0x20, 0x3f, 0xfe, 0x00, 0x80])[random.Next(7)];
        }

        var bits = random.Next(4) == 0 ? random.Next(1, 10) : random.Next(1, (bytes.Length * 8) + 1);
        return AddressRanges.Masked(new IPAddress(bytes), bits).ToString();
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static ClusterAddresses Cluster(string[] pods, string[] services, string[] nodes) => new()
    {
        Pods = Known(pods.Select(range => IPNetwork.Parse(range))),
        Services = Known(services.Select(range => IPNetwork.Parse(range))),
        Nodes = Known(nodes.Select(node => AddressRanges.Of(IPAddress.Parse(node)))),
        ApiServer = KnownRanges.Unknown,
        ServiceEntries = KnownRanges.Unknown,
        Families = [],
    };

    private static KnownRanges Known(IEnumerable<IPNetwork> ranges) => KnownRanges.Of([], ranges);
}
