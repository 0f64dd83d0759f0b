using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;

namespace Portcullis.Hosting.Rehearsing;

/// <summary>Plays an API server's part in a rehearsal: it takes every object as it comes and places every pod at once. Nothing leaves the process, and nothing is kept.</summary>
internal sealed class RehearsalCluster(TimeProvider time) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return Answer(HttpStatusCode.NotFound, new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["reason"] = "NotFound", ["code"] = 404 });
        }

        var made = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!.AsObject();
        var metadata = made["metadata"]!.AsObject();
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["resourceVersion"] = "1";
        metadata["creationTimestamp"] = Rfc3339.Seconds(time.GetUtcNow());
        if (request.RequestUri!.AbsolutePath.EndsWith("/pods", StringComparison.Ordinal))
        {
            made["spec"]!["nodeName"] = "rehearsal";
            made["status"] = new JsonObject { ["phase"] = "Pending", ["conditions"] = new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }) };
        }

        return Answer(HttpStatusCode.Created, made);
    }

    private static HttpResponseMessage Answer(HttpStatusCode code, JsonObject body) =>
        new(code) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { { "Content-Type", "application/json" } } } };
}
