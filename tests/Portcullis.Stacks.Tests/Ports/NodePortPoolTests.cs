using FsCheck;
using FsCheck.Fluent;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Ports;

public sealed class NodePortPoolTests
{
    private static readonly StackSettings Ten = new() { NodePortMin = 31001, NodePortMax = 31010 };
    private static readonly HashSet<int> None = [];
    private readonly WrittenStore<Service> _services = new();

    [Fact]
    public void Last_free_port_is_found()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        var leases = Enumerable.Range(0, 10).Select(_ => pool.TryPick(1, None)).ToList();
        leases.Select(lease => lease!.Ports[0]).Order().ShouldBe(Enumerable.Range(31001, 10));
        pool.Free.ShouldBe(0);
        pool.TryPick(1, None).ShouldBeNull();

        leases[4]!.Dispose();
        leases[4]!.Dispose();
        pool.Free.ShouldBe(1);
        pool.TryPick(1, None)!.Ports[0].ShouldBe(leases[4]!.Ports[0]);
    }

    [Fact]
    public void Ports_of_any_service_of_any_type_are_taken()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        _services.Writer.Apply(Of("a", 1, 31001));
        _services.Writer.Apply(Of("b", 2) with { Spec = new() { Type = "LoadBalancer", HealthCheckNodePort = 31002, Ports = [new() { NodePort = 31003 }, new() { NodePort = 31003, Protocol = "UDP" }] } });
        _services.Writer.Apply(Of("c", 3, 30000, 40000));
        pool.Free.ShouldBe(7);
    }

    [Fact]
    public void Port_is_free_again_when_its_service_is_gone_or_has_another()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        _services.Writer.Apply(Of("a", 1, 31001));
        _services.Writer.Apply(Of("a", 2, 31002));
        pool.Free.ShouldBe(9);
        _services.Writer.Delete(Of("a", 3, 31002));
        pool.Free.ShouldBe(10);
    }

    [Fact]
    public void Pick_that_the_store_has_seen_by_now_is_counted_once()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        var lease = pool.TryPick(1, None)!;
        _services.Writer.Apply(Of("a", 1, lease.Ports[0]));
        pool.Free.ShouldBe(9);
        lease.Dispose();
        pool.Free.ShouldBe(9);
    }

    [Fact]
    public void Rejected_ports_are_not_picked_again()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        var rejected = Enumerable.Range(31001, 9).ToHashSet();
        pool.TryPick(1, rejected)!.Ports.ShouldBe([31010]);
        pool.TryPick(1, rejected).ShouldBeNull();
    }

    [Fact]
    public void Several_ports_are_picked_together_or_not_at_all()
    {
        using var pool = new NodePortPool(_services.Store, Ten);
        pool.TryPick(8, None)!.Ports.Distinct().Count().ShouldBe(8);
        pool.TryPick(3, None).ShouldBeNull();
        pool.Free.ShouldBe(2);
    }

    [Fact]
    public void Free_ports_are_always_those_that_nobody_holds_whatever_happens()
    {
        var steps = Gen.Choose(0, 3).Two().Select(pair => (pair.Item1, pair.Item2)).ListOf(60);
        Prop.ForAll(steps.ToArbitrary(), Holds).QuickCheckThrowOnFailure();
    }

    private static bool Holds(IList<(int Action, int Which)> steps)
    {
        var services = new WrittenStore<Service>();
        using var pool = new NodePortPool(services.Store, Ten);
        var held = new Dictionary<string, Service>();
        var leases = new List<NodePortLease>();
        var version = 0;
        foreach (var (action, which) in steps)
        {
            version++;
            var name = $"s{which}";
            switch (action)
            {
                case 0 when pool.TryPick(which + 1, None) is { } lease:
                    leases.Add(lease);
                    break;
                case 1 when leases.Count > 0:
                    leases[which % leases.Count].Dispose();
                    leases.RemoveAt(which % leases.Count);
                    break;
                case 2:
                    services.Writer.Apply(held[name] = Of(name, version, 31001 + which, 31005 + which));
                    break;
                case 3 when held.Remove(name, out var gone):
                    services.Writer.Delete(gone);
                    break;
            }

            var taken = held.Values.SelectMany(service => service.Spec!.Ports!.Select(port => port.NodePort!.Value)).Concat(leases.SelectMany(lease => lease.Ports)).Distinct().Count();
            if (pool.Free != 10 - taken)
            {
                return false;
            }
        }

        return true;
    }

    private static Service Of(string name, int version, params int[] nodePorts) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", Uid = name, ResourceVersion = version.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        Spec = new() { Type = "NodePort", Ports = [.. nodePorts.Select(port => new ServicePort { Port = 80, NodePort = port })] },
    };
}
