using System.Net;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>The addresses that players come in by, which stacks must not come in by.</summary>
public sealed class PlayerEntryTests
{
    private const string Unknown = "stacks that may out to the internet may reach other stacks by \"ctf.example\" (STACK_PUBLIC_HOST), whose addresses the cluster does not tell: set STACK_PUBLIC_CIDRS to them, so that no stack is let out to them";

    private static readonly StackSettings ByName = new() { PublicHost = "ctf.example" };
    private static readonly StackSettings ByAddress = new() { PublicHost = "8.8.4.4" };
    private static readonly IsolationSettings Told = new() { PublicCidrs = [IPNetwork.Parse("8.8.4.0/28")] };

    [Fact]
    public void Host_by_name_is_missed_where_stacks_may_out()
    {
        Walled(new(), ByName).Judge(stacks: ByName).Find("S2").Missing.ShouldBe([Unknown]);

        // What a load balancer hands on comes under its own address, whatever stacks come out by.
        var egress = new IsolationSettings { EgressCidrs = [IPNetwork.Parse("8.8.8.0/28")] };
        Walled(egress, ByName).Judge(egress, ByName).Find("S2").Missing.ShouldBe([Unknown]);
        Clusters.WithWalls(Inside(), new(), ByName).Judge(stacks: ByName).Short().ShouldBeEmpty();
    }

    [Fact]
    public void Public_nodes_make_no_difference_to_a_name()
    {
        var walled = Clusters.Walled();
        var open = walled with { Pods = [.. walled.Pods, Internet] };

        open.Judge().Short().ShouldNotContain("S2 open");
        open.Judge(stacks: ByName).Find("S2").Missing.ShouldContain(Unknown);
    }

    [Fact]
    public void Told_addresses_are_kept_from_stacks_and_prove_it()
    {
        Walled(Told, ByName).Judge(Told, ByName).Short().ShouldBeEmpty();
        Walled(Told).Judge(Told).Short().ShouldBeEmpty();
        Walled(new(), ByAddress).Judge(stacks: ByAddress).Short().ShouldBeEmpty();
        var named = new IsolationSettings { NamedCidrs = [new("CTF.example", IPNetwork.Parse("8.8.4.0/28"))] };
        Walled(named, ByName).Judge(named, ByName).Short().ShouldBeEmpty();
        Walled(new(), new() { PublicHost = "localhost" }).Judge(stacks: new() { PublicHost = "localhost" }).Short().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stack_that_is_let_out_to_them_reaches_other_stacks(bool byCidr)
    {
        var (settings, stacks) = byCidr ? (Told, new StackSettings()) : (new(), ByAddress);
        var report = Walled(new()).Judge(settings, stacks);

        report.Short().ShouldBe(["S2 open", "S3 open"]);
        var address = byCidr ? "8.8.4.0" : "8.8.4.4";
        report.Find("S2").Witnesses.ShouldHaveSingleItem().Text[0].ShouldBe($"stacks/stack-3 can reach {address}, by which players come in to stacks, and through it other stacks");
        report.Find("S3").Witnesses.ShouldHaveSingleItem().Text[0].ShouldBe($"stacks/stack-3 can reach {address} (an address that players come in by to stacks) on 31001/TCP");
        report.Inputs.ShouldContain(input => input.Name == "addresses that players come in by" && input.Values.Count == 1 && input.Origin == "STACK_PUBLIC_CIDRS and STACK_PUBLIC_HOST");
    }

    [Fact]
    public void Where_stacks_do_not_come_back_by_their_own_addresses_it_is_not_known_whether_by_others()
    {
        var walls = new IsolationSettings { EgressCidrs = [IPNetwork.Parse("8.8.8.0/28")] };
        var report = Walled(walls).Judge(walls with { PublicCidrs = Told.PublicCidrs });

        report.Short().ShouldBe(["S2 incomplete", "S3 open"]);
        report.Find("S2").Missing.ShouldHaveSingleItem().ShouldStartWith("stacks/stack-3 can reach 8.8.4.0, by which players come in to stacks, and may come in by it, too");
    }

    [Fact]
    public void Nodes_that_each_tell_their_own_host_tell_all_of_it()
    {
        var both = Annotated("8.8.4.4", "8.8.4.5");
        Clusters.WithWalls(both, new()).Judge().Short().ShouldBeEmpty();
        Clusters.WithWalls(Annotated("8.8.4.4", null), new()).Judge().Short().ShouldBe(["S2 incomplete"]);
        Clusters.WithWalls(Annotated("8.8.4.4", "b.ctf.example"), new()).Judge().Find("S2").Missing.ShouldHaveSingleItem().ShouldContain("\"b.ctf.example\" (portcullis.dev/public-host of b)");
        Clusters.WithWalls(Inside(Internet), new()).Judge().Short().ShouldBe(["S2 incomplete"]);

        // Of the one that stands for all, the others are not asked.
        Clusters.WithWalls(Annotated("8.8.4.4", "b.ctf.example"), new(), ByAddress).Judge(stacks: ByAddress).Short().ShouldBeEmpty();
    }

    [Fact]
    public void Walls_except_them_from_the_internet_and_let_players_in_all_the_same()
    {
        var walls = Clusters.WithWalls(Inside(), Told).Policies;

        walls.Single(policy => policy.Metadata.Name == Walls.EgressName).Spec!.Egress![0].To![0].IpBlock!.Except!.ShouldContain("8.8.4.0/28");
        walls.Single(policy => policy.Metadata.Name == Walls.Name).Spec!.Ingress![0].From![0].IpBlock!.Except!.ShouldNotContain("8.8.4.0/28");
    }

    private static Pod Internet => Clusters.Pod("stacks", "stack-3", "10.42.1.6", ("portcullis.dev/egress", "internet"));

    private static IsolationObjects Walled(IsolationSettings settings, StackSettings? stacks = null) => Clusters.WithWalls(Inside(Internet), settings, stacks);

    // Nodes behind a translation, and no walls yet.
    private static IsolationObjects Inside(params Pod[] more)
    {
        var cluster = Clusters.Walled().Without(Walls.Name).Without(Walls.EgressName);
        return cluster with
        {
            Nodes = [Clusters.Node("a", "10.9.0.1", "10.42.0.0/24"), Clusters.Node("b", "10.9.0.2", "10.42.1.0/24")],
            Pods = [.. cluster.Pods, .. more],
        };
    }

    private static IsolationObjects Annotated(params string?[] hosts)
    {
        var inside = Inside(Internet);
        return inside with
        {
            Nodes = [.. inside.Nodes.Zip(hosts, (node, host) => host is null ? node : node with { Metadata = node.Metadata with { Annotations = new Dictionary<string, string> { [StackKeys.PublicHost] = host } } })],
        };
    }
}
