using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>Exceptions that some network plug-ins lose are named, and no others.</summary>
public class LostExceptionsTests
{
    [Theory]
    [InlineData("0.0.0.0/0", "10.0.0.0/8", null)]
    [InlineData("0.0.0.0/0", "0.0.0.0/2", null)]
    [InlineData("0.0.0.0/0", "0.0.0.0/1", "0.0.0.0/1")]
    [InlineData("0.0.0.0/0", "128.0.0.0/1", "128.0.0.0/1")]
    [InlineData("0.0.0.0/0", "0.0.0.0/2 10.0.0.0/8", null)]
    [InlineData("0.0.0.0/0", "0.0.0.0/2 64.0.0.0/2", "0.0.0.0/2, 64.0.0.0/2")]
    [InlineData("0.0.0.0/0", "0.0.0.0/2 64.0.0.0/3 96.0.0.0/3 192.168.0.0/16", "0.0.0.0/2, 64.0.0.0/3, 96.0.0.0/3")]
    [InlineData("128.0.0.0/1", "128.0.0.0/2", null)]
    [InlineData("::/0", "fc00::/7", "fc00::/7")]
    [InlineData("::/0", "fd00::/8", "fd00::/8")]
    [InlineData("::/0", "2000::/3", "2000::/3")]
    [InlineData("::/0", "fd00:42::/48", null)]
    [InlineData("::/0", "fe80::/10", null)]
    [InlineData("::/0", "fc00::/8 fd00::/9 fd80::/9", "fc00::/8, fd00::/9, fd80::/9")]
    [InlineData("2000::/3", "2001:db8::/32", null)]
    public void Exception_counts_as_long_as_every_plug_in_keeps_it(string block, string except, string? lost)
    {
        var missing = Missing(Policy(block, except.Split(' ')), Clusters.Node("v6", "2001:4::1", "2001:4::/64"));

        if (lost is null)
        {
            missing.ShouldBeEmpty();
        }
        else
        {
            missing.ShouldHaveSingleItem().ShouldBe(
                $"NetworkPolicy stacks/world excepts {lost} from {block}, which some network plug-ins write as shorter blocks and lose the exception: spell out what the cluster has in it, or write the block as {(block[0] == ':' ? "2000::/3" : "its two halves")}");
        }
    }

    [Fact]
    public void Family_that_the_cluster_lacks_is_another_matter() => Missing(Policy("::/0", "fc00::/7")).ShouldBeEmpty();

    [Theory]
    [InlineData("a direction of its own", true)]
    [InlineData("and of the other", false)]
    public void Both_directions_are_looked_at(string what, bool isIngress)
    {
        IPBlock block = new() { Cidr = "0.0.0.0/0", Except = ["0.0.0.0/1"] };
        NetworkPolicySpec spec = isIngress ? new() { PodSelector = new(), Ingress = [new() { From = [new() { IpBlock = block }] }] } : new() { PodSelector = new(), Egress = [new() { To = [new() { IpBlock = block }] }] };

        Missing(Clusters.Policy("backend", "world", spec)).ShouldHaveSingleItem(what).ShouldStartWith("NetworkPolicy backend/world excepts");
    }

    [Fact]
    public void Five_are_named_in_the_order_of_their_policies()
    {
        var cluster = Clusters.Walled();
        var policies = Enumerable.Range(0, 7).Reverse().Select(number => Policy("0.0.0.0/0", "0.0.0.0/1") with { Metadata = new() { Namespace = "backend", Name = $"p{number}" } });

        (cluster with { Policies = [.. cluster.Policies, .. policies] }).Judge().Find("S11").Missing.Select(sentence => sentence.Split(' ')[1]).ShouldBe(["backend/p0", "backend/p1", "backend/p2", "backend/p3", "backend/p4"]);
    }

    private static IEnumerable<string> Missing(NetworkPolicy policy, params Node[] nodes)
    {
        var cluster = Clusters.Walled();
        return (cluster with { Nodes = [.. cluster.Nodes, .. nodes], Policies = [.. cluster.Policies, policy] }).Judge().Find("S11").Missing;
    }

    private static NetworkPolicy Policy(string block, params string[] except) =>
        Clusters.Policy("stacks", "world", new() { PodSelector = new(), PolicyTypes = ["Egress"], Egress = [new() { To = [new() { IpBlock = new() { Cidr = block, Except = except } }] }] });
}
