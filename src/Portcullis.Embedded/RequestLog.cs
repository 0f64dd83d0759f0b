using System.Collections.Concurrent;
using System.Text;
using Portcullis.Embedded.Faults;

namespace Portcullis.Embedded;

/// <summary>Counts the requests that came in over HTTP; what the cluster does inside itself is not counted. Thread-safe.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentDictionary<(string Verb, string Resource, string Subresource, int Code), long> _counts = new();

    /// <summary>Every request so far.</summary>
    public long Total => Sum(_ => true);

    /// <summary>The requests of one verb, whatever their outcome.</summary>
    /// <param name="verb">get, list, watch, create, update, patch, delete or deletecollection.</param>
    /// <param name="resource">The plural; null for every resource.</param>
    public long Count(string verb, string? resource = null) => Sum(k => k.Verb == verb && (resource is null || k.Resource == resource));

    /// <summary>Every request but those of some verbs, such as watches that are expected at rest.</summary>
    /// <param name="verbs">The verbs to leave out.</param>
    public long CountExcept(params IReadOnlyCollection<string> verbs) => Sum(k => !verbs.Contains(k.Verb));

    /// <summary>The counters by verb, resource, subresource and HTTP code; code 0 is a broken connection.</summary>
    public IReadOnlyDictionary<(string Verb, string Resource, string Subresource, int Code), long> Snapshot() =>
        new Dictionary<(string Verb, string Resource, string Subresource, int Code), long>(_counts);

    /// <summary>The counters in the text form of Prometheus, as <c>/metrics</c> shows them.</summary>
    public string Metrics()
    {
        var text = new StringBuilder()
            .Append("# HELP apiserver_request_total Counter of apiserver requests broken out for each verb, resource and HTTP response code.\n")
            .Append("# TYPE apiserver_request_total counter\n");
        foreach (var (key, count) in _counts.OrderBy(p => p.Key))
        {
            text.Append($"apiserver_request_total{{code=\"{key.Code}\",resource=\"{key.Resource}\",subresource=\"{key.Subresource}\",verb=\"{MetricVerb(key.Verb)}\"}} {count}\n");
        }

        return text.ToString();
    }

    internal void Count(RequestAttempt attempt, int code) =>
        _counts.AddOrUpdate((attempt.Verb, attempt.Resource, attempt.Subresource, code), 1, static (_, count) => count + 1);

    private long Sum(Func<(string Verb, string Resource, string Subresource, int Code), bool> which) =>
        _counts.Where(p => which(p.Key)).Sum(p => p.Value);

    private static string MetricVerb(string verb) => verb switch
    {
        "create" => "POST",
        "update" => "PUT",
        _ => verb.ToUpperInvariant(),
    };
}
