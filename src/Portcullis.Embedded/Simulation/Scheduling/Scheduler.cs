using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>Finds a node for a pod: filters as the default scheduler does, then prefers the emptiest.</summary>
internal static class Scheduler
{
    private static readonly string[] Scored = ["cpu", "memory", "pods"];

    public static Placement Place(Pod pod, IReadOnlyCollection<NodeLedger> nodes)
    {
        if (nodes.Count == 0)
        {
            return new Placement.Unschedulable("no nodes available to schedule pods");
        }

        var spec = pod.Spec ?? new PodSpec();
        var requests = PodRequests.Of(spec);
        var verdicts = nodes.Select(n => (Node: n, Verdict: Judge(spec, requests, n))).ToList();
        var best = verdicts.Where(v => v.Verdict.Reasons.Count == 0)
            .OrderByDescending(v => NodeAffinity.Preference(spec, v.Node.Node))
            .ThenBy(v => Load(v.Node, requests))
            .ThenBy(v => v.Node.Name, StringComparer.Ordinal)
            .Select(v => v.Node)
            .FirstOrDefault();
        return best is not null ? new Placement.Chosen(best.Name) : new Placement.Unschedulable(Explain([.. verdicts.Select(v => v.Verdict)]));
    }

    /// <summary>The filters, in the scheduler's order; the first that refuses is the one that is told.</summary>
    private static NodeVerdict Judge(PodSpec spec, Amounts requests, NodeLedger ledger)
    {
        var node = ledger.Node;
        var unschedulable = new Taint { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" };
        if (node.Spec?.Unschedulable == true && Tolerations.Stay(spec, unschedulable) == TimeSpan.Zero)
        {
            return NodeVerdict.Never("node(s) were unschedulable");
        }

        if (Tolerations.Untolerated(spec, node) is { } taint)
        {
            return NodeVerdict.Never($"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}");
        }

        if (!NodeAffinity.Matches(spec, node))
        {
            return NodeVerdict.Never("node(s) didn't match Pod's node affinity/selector");
        }

        if (!ledger.IsReady)
        {
            return NodeVerdict.Never("node(s) had untolerated taint {node.kubernetes.io/not-ready: }");
        }

        return ledger.HasFreeHostPorts(spec)
            ? Fit(requests, ledger)
            : NodeVerdict.Full(["node(s) didn't have free ports for the requested pod ports"]);
    }

    private static NodeVerdict Fit(Amounts requests, NodeLedger ledger)
    {
        List<string> reasons = [];
        if (ledger.PodCount + 1 > ledger.Allocatable["pods"])
        {
            reasons.Add("Too many pods");
        }

        var lacking = requests.Names.Where(name => requests[name] > 0 && ledger.Taken[name] + requests[name] > ledger.Allocatable[name]).ToList();
        reasons.AddRange(lacking.Select(name => $"Insufficient {name}"));
        return reasons.Count == 0 ? NodeVerdict.Fits : new NodeVerdict(reasons, requests.Names.All(name => requests[name] <= ledger.Allocatable[name]));
    }

    /// <summary>How full the node would be, from 0 to 1.</summary>
    private static double Load(NodeLedger node, Amounts requests) => Scored
        .Where(name => node.Allocatable[name] > 0)
        .Select(name => (node.Taken[name] + requests[name] + (name == "pods" ? node.PodCount : 0)) / (double)node.Allocatable[name])
        .DefaultIfEmpty(1)
        .Average();

    private static string Explain(IReadOnlyList<NodeVerdict> verdicts)
    {
        var head = $"0/{verdicts.Count} nodes are available";
        var preemption = verdicts.Select(v => v.Resolvable ? "No preemption victims found for incoming pod" : "Preemption is not helpful for scheduling");
        return $"{head}: {Histogram(verdicts.SelectMany(v => v.Reasons))}. preemption: {head}: {Histogram(preemption)}.";
    }

    private static string Histogram(IEnumerable<string> reasons) =>
        string.Join(", ", reasons.GroupBy(r => r, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").Order(StringComparer.Ordinal));
}
