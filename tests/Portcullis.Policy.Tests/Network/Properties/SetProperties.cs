using System.Collections.Concurrent;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Policy.Tests.Network.Properties;

/// <summary>A question about sets is answered as trying everything by the specification answers it: no, or with the first witness.</summary>
public sealed class SetProperties
{
    private const int Cases = 6_000;

    // Every number in the generator's rules, and those beside: what is allowed changes nowhere else.
    private static readonly int[] Numbers = [1, 53, 54, 80, 81, 82, 443, 444, 65535];

    private static readonly IpValue[] Addresses =
    [
        .. ((string[])[
            "0.0.0.0", "9.255.255.255", "10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.7", "10.0.0.8", "10.1.0.0", "192.0.2.0", "192.0.3.0",
            "::", "2001:db8::", "2001:db9::", "fd00::", "fd00::2", "fd00::4", "fd00::8", "fd00:0:0:1::",
        ]).Select(text => IpValue.TryParse(text, out var value) ? value : throw new FormatException(text)),
    ];

    [Fact]
    public void Answer_about_sets_is_no_or_the_first_witness()
    {
        var wrong = new ConcurrentBag<string>();
        var (nobody, somebody) = (0, 0);
        Parallel.For(0, Cases, (seed, loop) =>
        {
            var cluster = new RandomCluster(seed);
            var snapshot = cluster.Change(NetworkSnapshot.Build(cluster.Objects));
            if (snapshot.Problems.Count > 0)
            {
                return;
            }

            var question = new ReachQuestion { From = Set(cluster), To = Set(cluster), WithoutPoliciesOf = cluster.Chance(20) ? "n0" : null, Ports = cluster.Chance(60) ? PortRange.All : [new PortRange(cluster.Pick(Enum.GetValues<TransportProtocol>()), 60, 443)] };
            var expected = BruteForce(question, new ClusterFacts(cluster.Objects with { Policies = [.. cluster.Objects.Policies.Where(policy => question.WithoutPoliciesOf is null || policy.Metadata.Namespace != question.WithoutPoliciesOf)] }));
            var answer = snapshot.Reach(question);
            if (snapshot.IsReached(question) != answer is ReachAnswer.Somebody)
            {
                wrong.Add($"seed {seed}: whether anybody is reached");
                loop.Stop();
            }

            var actual = answer is ReachAnswer.Somebody { Witness: var witness } ? witness.Question.ToString() : null;
            Interlocked.Increment(ref expected is null ? ref nobody : ref somebody);
            if (actual != expected || (answer is ReachAnswer.Somebody { Witness.Allowed: false }))
            {
                wrong.Add($"seed {seed}: {actual ?? "nobody"} instead of {expected ?? "nobody"}");
                loop.Stop();
            }
        });

        wrong.ShouldBeEmpty();
        nobody.ShouldBeGreaterThan(Cases / 10);
        somebody.ShouldBeGreaterThan(Cases / 10);
    }

    // Narrow sets above all: of wide ones, some pair that nothing isolates is the first witness.
    private static EndpointSet Set(RandomCluster cluster) => cluster.Chance(40)
        ? new() { Blocks = [.. Enumerable.Range(0, 2).Select(_ => cluster.Block())] }
        : new()
        {
            Pods = new PodSelection
            {
                Namespaces = cluster.Chance(50) ? [cluster.Pick(["n0", "n1", "n2"])] : null,
                ExceptNamespaces = cluster.Chance(20) ? ["n1"] : [],
                Labels = cluster.Chance(30) ? cluster.Selector() : null,
                Except = cluster.Chance(20) ? [new() { Namespaces = [cluster.Pick(["n0", "n1"])], Labels = cluster.Chance(50) ? cluster.Selector() : null }] : [],
                Names = cluster.Chance(50) ? [new("n0", "nobody"), .. cluster.Objects.Pods.Where(_ => cluster.Chance(30)).Select(pod => NamespacedName.Of(pod.Metadata))] : null,
            },
            Blocks = cluster.Chance(20) ? [cluster.Block()] : [],
        };

    private static string? BruteForce(ReachQuestion question, ClusterFacts facts)
    {
        foreach (var from in Ends(question.From, facts))
        {
            foreach (var to in Ends(question.To, facts))
            {
                foreach (var port in Numbers.SelectMany(number => Enum.GetValues<TransportProtocol>().Select(protocol => new ProtocolPort(number, protocol))).Concat(question.Ports.Select(range => new ProtocolPort(range.First, range.Protocol))).Order())
                {
                    if (question.Ports.Any(range => range.Protocol == port.Protocol && port.Port >= range.First && port.Port <= range.Last)
                        && Judge.Between(from, to, port, facts) == Reachability.Allowed)
                    {
                        return new NetworkQuestion(from.Endpoint, to.Endpoint, port).ToString();
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<Subject> Ends(EndpointSet set, ClusterFacts facts)
    {
        var pods = facts.Pods.Where(pod => pod.Kind == SubjectKind.Pod && set.Pods is { } selection
            && selection.Namespaces?.Contains(pod.Namespace) != false
            && !selection.ExceptNamespaces.Contains(pod.Namespace)
            && selection.Names?.Contains(((NetworkEndpoint.OfPod)pod.Endpoint).Name) != false
            && (selection.Labels is null || SelectorSpecification.Matches(selection.Labels, pod.Labels))
            && !selection.Except.Any(except => except.Namespaces!.Contains(pod.Namespace) && (except.Labels is null || SelectorSpecification.Matches(except.Labels, pod.Labels))));
        var outside = Addresses.Where(address => set.Blocks.Any(block => Specification.BlockContains(block, address))).Select(Subject.Outside);
        return pods.Concat(outside);
    }
}
