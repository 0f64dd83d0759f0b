using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;

namespace Portcullis.Hosting.Rehearsing;

/// <summary>
/// Plays an API server's part in a rehearsal: it has one node, takes every object as it comes, places every pod at once,
/// and tells watches of it. Nothing leaves the process, and nothing is kept.
/// </summary>
internal sealed class RehearsalCluster(string nodeRole, TimeProvider time) : HttpMessageHandler
{
    private const string Node = "rehearsal";

    // What comes before somebody watches waits in the pipe.
    private readonly ConcurrentDictionary<string, Pipe> _watches = new(StringComparer.Ordinal);
    private long _version = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        var last = path[^1];
        if (request.Method == HttpMethod.Post)
        {
            var made = await MakeAsync(last, JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!.AsObject(), cancellationToken);
            return Answer(HttpStatusCode.Created, made);
        }

        var isNamed = path is [.., "namespaces", _, _, _];
        return isNamed || request.Method != HttpMethod.Get ? Missing()
            : request.RequestUri.Query.Contains("watch=", StringComparison.Ordinal) ? Watch(last)
            : List(last);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var watch in _watches.Values)
            {
                watch.Writer.Complete();
            }
        }

        base.Dispose(disposing);
    }

    private async Task<JsonObject> MakeAsync(string resource, JsonObject made, CancellationToken cancellationToken)
    {
        var metadata = made["metadata"]!.AsObject();
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["resourceVersion"] = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        metadata["creationTimestamp"] = Rfc3339.Seconds(time.GetUtcNow());
        if (resource == "pods")
        {
            made["spec"]!["nodeName"] = Node;
            made["status"] = new JsonObject { ["phase"] = "Pending", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }) };
        }

        await PipeOf(resource).Writer.WriteAsync(Bytes(new() { ["type"] = "ADDED", ["object"] = made.DeepClone() }), cancellationToken);
        return made;
    }

    private HttpResponseMessage List(string resource)
    {
        var items = resource == "nodes" ? new JsonArray(TheNode()) : [];
        return Answer(HttpStatusCode.OK, new() { ["metadata"] = new JsonObject { ["resourceVersion"] = "1" }, ["items"] = items });
    }

    private HttpResponseMessage Watch(string resource) => new(HttpStatusCode.OK) { Content = new StreamContent(PipeOf(resource).Reader.AsStream()) };

    private Pipe PipeOf(string resource) => _watches.GetOrAdd(resource, static _ => new Pipe(new PipeOptions(pauseWriterThreshold: 0)));

    private JsonObject TheNode() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = Node, ["uid"] = Node, ["resourceVersion"] = "1", ["labels"] = new JsonObject { ["role"] = nodeRole } },
        ["status"] = new JsonObject { ["addresses"] = new JsonArray(new JsonObject { ["type"] = "ExternalIP", ["address"] = "192.0.2.1" }) },
    };

    private static HttpResponseMessage Missing() =>
        Answer(HttpStatusCode.NotFound, new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["reason"] = "NotFound", ["code"] = 404 });

    private static HttpResponseMessage Answer(HttpStatusCode code, JsonObject body) =>
        new(code) { Content = new ByteArrayContent(Bytes(body)) { Headers = { { "Content-Type", "application/json" } } } };

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString() + "\n");
}
