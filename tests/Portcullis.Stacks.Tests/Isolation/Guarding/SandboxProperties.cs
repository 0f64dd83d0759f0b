using System.Collections.Concurrent;
using System.Net;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>What is proven of somebody else's sandboxes, trying everything does not find a way around, wherever pods without an address may come to be.</summary>
public class SandboxProperties
{
    private static readonly int States = PropertyStates.Of(3_000);

    private static readonly ProtocolPort[] Ports = [new(1, TransportProtocol.Tcp), new(80, TransportProtocol.Tcp), new(443, TransportProtocol.Tcp), new(8080, TransportProtocol.Tcp), new(31000, TransportProtocol.Tcp), new(53, TransportProtocol.Udp)];
    private static readonly string[] Ids = [NoOtherPod.Id, NoOtherStack.Id, NoProtectedAddress.Id, NobodyElse.Id, NoneReachesNothing.Id];

    [Fact]
    public void Nothing_is_proven_that_is_not_so_and_every_witness_is_a_path()
    {
        var wrong = new ConcurrentBag<string>();
        var seen = new ConcurrentDictionary<string, int>();
        Parallel.For(0, States, (seed, loop) =>
        {
            var random = new RandomSandboxes(seed + 50_000);
            if (random.Real.Any(random.Sandboxes.Hold))
            {
                foreach (var mistake in Check(random, seen))
                {
                    wrong.Add($"seed {seed}: {mistake}");
                    loop.Stop();
                }
            }
        });

        wrong.ShouldBeEmpty();
        foreach (var id in Ids)
        {
            seen.GetValueOrDefault($"{id} {IsolationVerdict.Proven}").ShouldBeGreaterThan(States / 20, id);
            seen.GetValueOrDefault($"{id} {IsolationVerdict.Open}").ShouldBeGreaterThan(States / 20, id);
        }
    }

    private static IEnumerable<string> Check(RandomSandboxes random, ConcurrentDictionary<string, int> seen)
    {
        var report = IsolationCheck.Judge(random.Objects, random.Cluster.Stacks, random.Cluster.Settings, TimeProvider.System, random.Sandboxes);
        var evaluator = ReferenceEvaluator.Create(new() { Namespaces = [.. random.Objects.Namespaces], Pods = random.Real, Policies = [.. random.Objects.Policies] });
        foreach (var statement in report.Statements.Where(statement => Ids.Contains(statement.Id)))
        {
            seen.AddOrUpdate($"{statement.Id} {statement.Verdict}", 1, static (_, count) => count + 1);
            if (statement.Verdict == IsolationVerdict.Proven && Ways(random, statement.Id).FirstOrDefault(way => Passes(evaluator, way)) is { } way)
            {
                yield return $"{statement.Id} is proven, and yet {string.Join(", then ", way.Select(step => $"{step.From} reaches {step.To} on {step.Port}"))} ({random.Sandboxes})";
            }

            foreach (var witness in statement.Witnesses.Where(witness => IsCertain(random, witness) && !Passes(evaluator, [new(End(witness.From!), End(witness.To!), Read(witness.Port!))])))
            {
                yield return $"{statement.Id} is open by what is no path: {witness.Text[0]}";
            }
        }
    }

    // A witness of a pod whose address is not known is about one that it may get.
    private static bool IsCertain(RandomSandboxes random, IsolationWitness witness) =>
        witness is { From: { } from, To: { } to } && !witness.Text[0].Contains("NodePorts", StringComparison.Ordinal)
        && ((string[])[from, to]).All(end => IPAddress.TryParse(end, out _) || random.Objects.Pods.Any(pod => NamespacedName.Of(pod.Metadata).ToString() == end && pod.Status!.PodIP is not null));

    private static IEnumerable<IReadOnlyList<NetworkQuestion>> Ways(RandomSandboxes random, string id)
    {
        var live = random.Real.Where(pod => pod.Status!.Phase != "Failed" && pod.Spec?.HostNetwork != true).ToList();
        var stacks = live.Where(random.Sandboxes.Hold).ToList();
        var others = live.Where(pod => !random.Sandboxes.Hold(pod)).ToList();
        var taken = live.SelectMany(pod => pod.Status!.PodIPs!).Select(entry => entry.Ip).ToHashSet();
        var addresses = random.Cluster.Protected.Where(address => !taken.Contains(address.ToString())).Select(address => (NetworkEndpoint)new NetworkEndpoint.OfAddress(address)).ToList();
        var outsiders = others.Where(pod => !random.Cluster.Settings.IngressFrom.Any(peer => peer.Namespace == pod.Metadata.Namespace && peer.Labels.All(label => pod.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value))).ToList();
        return id switch
        {
            NoOtherPod.Id => Straight(stacks, others),
            NoOtherStack.Id => [.. Between(random, stacks), .. Around(random, stacks, stacks)],
            NoProtectedAddress.Id => from stack in stacks from address in addresses from port in Ports select (IReadOnlyList<NetworkQuestion>)[new(EndOf(stack), address, port)],
            NobodyElse.Id => [.. Straight(outsiders, stacks), .. Around(random, outsiders, stacks)],
            _ => [.. Straight(stacks, others), .. Between(random, stacks), .. from stack in stacks from address in addresses from port in Ports select (IReadOnlyList<NetworkQuestion>)[new(EndOf(stack), address, port)]],
        };
    }

    private static IEnumerable<IReadOnlyList<NetworkQuestion>> Straight(List<Pod> from, List<Pod> to) =>
        from source in @from from target in to where source != target from port in Ports select (IReadOnlyList<NetworkQuestion>)[new(EndOf(source), EndOf(target), port)];

    private static IEnumerable<IReadOnlyList<NetworkQuestion>> Between(RandomSandboxes random, List<Pod> stacks) =>
        from source in stacks from target in stacks where AreApart(random, source, target) from port in Ports select (IReadOnlyList<NetworkQuestion>)[new(EndOf(source), EndOf(target), port)];

    private static IEnumerable<IReadOnlyList<NetworkQuestion>> Around(RandomSandboxes random, List<Pod> from, List<Pod> stacks) =>
        from service in random.Objects.Services
        where service.Spec is { Type: "NodePort" }
        let spec = service.Spec!
        from source in @from
        from target in stacks
        where AreApart(random, source, target) && target.Metadata.Namespace == service.Metadata.Namespace && spec.Selector!.All(label => target.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value)
        from port in spec.Ports![0].TargetPort is null ? (int?[])[80] : [.. (target.Spec?.Containers ?? []).SelectMany(container => container.Ports ?? []).Where(own => own.Name == "http").Select(own => own.Port)]
        from family in random.Cluster.Nodes.GroupBy(node => node.AddressFamily)
        from first in family
        from second in family
        select (IReadOnlyList<NetworkQuestion>)[new(EndOf(source), new NetworkEndpoint.OfAddress(first), new(31000, TransportProtocol.Tcp)), new(new NetworkEndpoint.OfAddress(second), EndOf(target), new(port!.Value, TransportProtocol.Tcp))];

    private static bool AreApart(RandomSandboxes random, Pod one, Pod other) =>
        one != other && (!random.Sandboxes.Hold(one) || !random.Sandboxes.Hold(other) || random.Sandboxes.Grouping.Of(one) != random.Sandboxes.Grouping.Of(other));

    private static bool Passes(ReferenceEvaluator evaluator, IReadOnlyList<NetworkQuestion> way) => way.All(step => evaluator.Explain(step) is NetworkAnswer.Judged { Verdict.Allowed: true });

    private static NetworkEndpoint.OfPod EndOf(Pod pod) => new(NamespacedName.Of(pod.Metadata));

    private static NetworkEndpoint End(string text) => NetworkEndpoint.Parse(text) ?? throw new FormatException(text);

    private static ProtocolPort Read(string text) => ProtocolPort.TryParse(text, out var port) ? port : throw new FormatException(text);
}
