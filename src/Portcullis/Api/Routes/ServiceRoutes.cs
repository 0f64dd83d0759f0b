using System.Globalization;
using System.Text;
using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Client.Reflecting;
using Portcullis.Hosting.Rehearsing;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Api.Routes;

/// <summary>The routes about the service itself: <c>stats</c>, <c>healthz</c>, <c>livez</c>, <c>readyz</c>, <c>metrics</c>.</summary>
internal static class ServiceRoutes
{
    public static Task StatsAsync(HttpContext http, StackRuntime stacks, ClusterFacts facts)
    {
        var stats = StackStats.Of(stacks.Catalog.List());
        var freshness = stacks.StoresFreshness;
        var body = new StatsResponse
        {
            TotalStacks = stats.Total,
            ActiveStacks = stats.Active,
            NodeDistribution = stats.NodeDistribution,
            UsedNodePorts = stats.UsedNodePorts,
            ReservedCpuMilli = stats.CpuMilli,
            ReservedMemoryBytes = stats.MemoryBytes,
            FreeNodePorts = stacks.FreeNodePorts,
            Simulated = facts.Simulated,
            Isolation = stacks.Isolation?.Verdict?.ToWire(),
            FreshAsOf = freshness.AsOf?.UtcDateTime,
            Behind = freshness.Gaps,
        };
        FreshnessHeader.Add(http, freshness);
        return ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, body, ApiJson.Default.StatsResponse);
    }

    public static Task HealthAsync(HttpContext http) =>
        ApiAnswers.WriteAsync(http, StatusCodes.Status200OK, new HealthResponse("ok"), ApiJson.Default.HealthResponse);

    public static Task ReadyAsync(HttpContext http, StackRuntime stacks, Rehearsal rehearsal)
    {
        // An open verdict leaves it ready: failing would take the API away just when it is asked what is wrong.
        IReadOnlyList<string> waitingFor = [.. stacks.WaitingFor(), .. rehearsal.IsOver ? (string[])[] : ["rehearsal"]];
        var isReady = waitingFor.Count == 0;
        var freshness = stacks.Freshness;
        var body = new ReadyResponse(isReady ? "ok" : "syncing", waitingFor, stacks.Isolation?.Verdict?.ToWire(), freshness.AsOf?.UtcDateTime, freshness.Gaps);
        return ApiAnswers.WriteAsync(http, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, body, ApiJson.Default.ReadyResponse);
    }

    public static Task MetricsAsync(HttpContext http, StackRuntime stacks)
    {
        var text = new StringBuilder();
        Gauge(text, "portcullis_stacks", "Stacks by status.", stacks.Catalog.List()
            .GroupBy(stack => stack.Status)
            .Select(group => ($"{{status=\"{group.Key.ToWire()}\"}}", group.Count())));
        Gauge(text, "portcullis_free_node_ports", "NodePorts that a new stack can still get.", [("", stacks.FreeNodePorts)]);
        Gauge(text, "portcullis_synced", "Whether the stores are synced (1) or not (0).", [("", stacks.WaitingFor().Count == 0 ? 1 : 0)]);
        if (stacks.Isolation?.Report() is { } report)
        {
            Gauge(text, "portcullis_isolation", "The verdict of each statement: 0 proven, 1 incomplete, 2 open.", report.Statements.Select(statement => ($"{{statement=\"{statement.Id}\"}}", (int)statement.Verdict)));
        }

        var sources = stacks.Freshness.Sources;
        Samples(text, "portcullis_source_age_seconds", "gauge", "How long ago the API server last said how a part of the cluster is.", sources.Select(source => ($"{{source=\"{source.Name}\"}}", (long)(source.Age?.TotalSeconds ?? 0))));
        Gauge(text, "portcullis_source_fresh", "Whether a part of the cluster is known as it is now (1) or not (0).", sources.Select(source => ($"{{source=\"{source.Name}\"}}", source.Gap is null ? 1 : 0)));
        Samples(text, "portcullis_lists_total", "counter", "Whole lists that were taken over, by why.", stacks.Lists().Select(list => ($"{{source=\"{list.Source}\",reason=\"{list.Reason.ToWire()}\"}}", list.Count)));
        var sent = stacks.SentRequests;
        Samples(
            text,
            "portcullis_kubernetes_requests_total",
            "counter",
            "Requests sent to the Kubernetes API server; watches are counted when they are opened.",
            [("{kind=\"request\"}", sent.Requests), ("{kind=\"watch\"}", sent.Watches)]);
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(text.ToString(), http.RequestAborted);
    }

    private static void Gauge(StringBuilder text, string name, string help, IEnumerable<(string Labels, int Value)> values) =>
        Samples(text, name, "gauge", help, values.Select(value => (value.Labels, (long)value.Value)));

    private static void Samples(StringBuilder text, string name, string type, string help, IEnumerable<(string Labels, long Value)> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        foreach (var (labels, value) in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
        }
    }
}
