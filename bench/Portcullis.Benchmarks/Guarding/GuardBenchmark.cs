using System.Globalization;
using System.Net;
using Portcullis.Benchmarks.Reach;
using Portcullis.Benchmarks.Stacks;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Benchmarks.Guarding;

/// <summary>Measures how fast the guard answers to a change, in a cluster of 2,000 stacks, 5,000 other pods and 500 policies.</summary>
internal static class GuardBenchmark
{
    private const int StackCount = 2_000;
    private const int Nodes = 50;
    private const int Warmup = 60;
    private const int PolicyChanges = 200;
    private const int StackEvents = 2_000;

    private static readonly StackSettings Stacks = new();
    private static readonly IsolationSettings Settings = new();

    public static string Run()
    {
        var others = new ReachCluster(new ReachOptions(5_000, 500, 50, 1));
        var guard = new Guard(Stacks, Settings, isLive: true);
        Fill(guard, others);
        var start = TimeProvider.System.GetTimestamp();
        var first = guard.Judge();
        Say($"first judgement after {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms: {string.Join(", ", first.Select(statement => $"{statement.Id} {statement.Verdict}"))}; on {Environment.ProcessorCount} cores");

        var policy = PolicyChange(guard, others);
        var stack = StackEvent(guard);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"policy_change_ms": {{policy:0.0}}, "stack_event_us": {{stack * 1000:0}}, "rss_mb": {{Environment.WorkingSet / 1048576.0:0}}}""");
    }

    private static void Fill(Guard guard, ReachCluster others)
    {
        others.Objects.Namespaces.ToList().ForEach(guard.Put);
        guard.Put(new Namespace { Metadata = new() { Name = "stacks", Labels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = "stacks" } } });
        others.Objects.Policies.ToList().ForEach(guard.Put);
        others.Objects.Pods.ToList().ForEach(guard.Put);
        var addresses = AddressDiscovery.Of([.. Enumerable.Range(0, Nodes).Select(Node)], [Kubernetes], [new() { Spec = new() { Cidrs = ["10.96.0.0/12"] } }], [], [], Settings);
        guard.Know(OverridingObjects.None);
        guard.Know(addresses);
        Walls.Build(addresses, Stacks, Settings).ToList().ForEach(guard.Put);
        for (var i = 0; i < StackCount; i++)
        {
            guard.Put(Pod(i));
            guard.Put(Service(i));
        }
    }

    // A policy of another namespace is replaced by a random other one, or one of the stack namespace comes or goes, by turns.
    private static double PolicyChange(Guard guard, ReachCluster others)
    {
        var samples = new Samples();
        var extra = new NetworkPolicy { Metadata = new() { Namespace = "stacks", Name = "extra" }, Spec = new() { PodSelector = new(), PolicyTypes = ["Egress"] } };
        for (var i = -Warmup; i < PolicyChanges; i++)
        {
            (i < 0 ? new Samples() : samples).Measure(() =>
            {
                switch (i & 3)
                {
                    case 0:
                        guard.Put(extra);
                        break;
                    case 2:
                        guard.RemovePolicy(new("stacks", "extra"));
                        break;
                    default:
                        guard.Put(others.Policy((i + Warmup) % 500));
                        break;
                }

                guard.Judge();
            });
        }

        Say($"policy changes: the slowest in a hundred took {samples.Quantile(0.99):0.0} ms");
        return samples.Median();
    }

    // A stack comes as the watch tells it: its Service, its Pod, the Pod with an address; then another goes.
    private static double StackEvent(Guard guard)
    {
        var samples = new Samples();
        for (var i = -Warmup; i < StackEvents; i++)
        {
            var number = StackCount + i + Warmup;
            var (service, pod, gone) = (Service(number), Pod(number), Pod(number - StackCount));
            (i < 0 ? new Samples() : samples).Measure(() =>
            {
                guard.Put(service);
                guard.Judge();
                guard.Put(pod);
                guard.Judge();
                guard.RemovePod(NamespacedName.Of(gone.Metadata));
                guard.Judge();
            });
        }

        Say($"stack events: the slowest in a hundred took {samples.Quantile(0.99) * 1000:0} us");
        return samples.Median();
    }

    private static Node Node(int number) => new()
    {
        Metadata = new() { Name = $"node-{number}" },
        Spec = new() { PodCIDRs = [$"10.{number}.0.0/16"] },
        Status = new() { Addresses = [new() { Type = "InternalIP", Address = $"192.168.1.{number + 1}" }, new() { Type = "ExternalIP", Address = $"198.18.200.{number + 1}" }] },
    };

    private static Service Kubernetes => new() { Metadata = new() { Namespace = "default", Name = "kubernetes" }, Spec = new() { ClusterIP = "10.96.0.1" } };

    private static Pod Pod(int number)
    {
        var id = StackId.For("team", $"{number}").Text;
        var address = new IPAddress([10, (byte)(number % Nodes), 200, (byte)(number / Nodes % 250)]).ToString();
        return new()
        {
            Metadata = new() { Namespace = "stacks", Name = $"{id}-bbbbb", Labels = Labels(id) },
            Spec = new() { NodeName = $"node-{number % Nodes}", Containers = [new() { Name = "app", Ports = [new() { Port = 80, Protocol = "TCP" }] }] },
            Status = new() { Phase = "Running", PodIP = address, PodIPs = [new() { Ip = address }], HostIP = $"192.168.1.{(number % Nodes) + 1}" },
        };
    }

    private static Service Service(int number)
    {
        var id = StackId.For("team", $"{number}").Text;
        return new()
        {
            Metadata = new()
            {
                Namespace = "stacks",
                Name = $"svc-{id}",
                Labels = Labels(id),
                Annotations = new Dictionary<string, string>
                {
                    [StackKeys.ExpiresAt] = "2030-01-01T00:00:00.000000Z",
                    [StackKeys.TargetPorts] = "80/TCP",
                    [StackKeys.Requested] = "cpu=100m,memory=134217728",
                    [StackKeys.PodSpec] = "{}",
                },
            },
            Spec = new()
            {
                Type = "NodePort",
                Selector = new Dictionary<string, string> { [StackKeys.Stack] = id, [StackKeys.Incarnation] = "bbbbb" },
                Ports = [new() { Port = 80, Protocol = "TCP", NodePort = 31001 + (number % 1700) }],
            },
        };
    }

    private static Dictionary<string, string> Labels(string id) => new()
    {
        [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
        [StackKeys.Stack] = id,
        [StackKeys.Incarnation] = "bbbbb",
        [StackKeys.Egress] = "none",
        [StackKeys.Profile] = "baseline",
    };

    private static void Say(string text) => Console.Error.WriteLine(text);
}
