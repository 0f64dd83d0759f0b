using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Portcullis.Embedded;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Http;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>Stands between the program and a cluster: makes the connection fail as the embedded cluster can fail, and writes down what was asked.</summary>
internal sealed class FaultHandler(HttpMessageHandler cluster, FaultInjector faults, RequestLog log, SwallowedWatches swallowed, Action<SeenRequest> seen) : DelegatingHandler(cluster)
{
    private static readonly ResourceRegistry Resources = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var target = RequestTarget.Parse(uri.AbsolutePath, Resources);
        var verb = VerbOf(request.Method, target, uri.Query);
        var attempt = new RequestAttempt(verb, target?.Resource.Type.Plural ?? "", target?.Subresource ?? "", target?.Name ?? "");
        var fault = faults.Draw(attempt);
        try
        {
            await fault.BeforeAsync(cancellationToken);
            var response = Invented(fault, verb) ?? await base.SendAsync(request, cancellationToken);
            if (target is not null)
            {
                var name = target.Subresource is null ? target.Resource.Type.Plural : $"{target.Resource.Type.Plural}/{target.Subresource}";
                seen(new(verb, target.Resource.Type.Group, name, target.Namespace, IsRefused(response)));
            }
            else if (Other(uri.AbsolutePath.Split('/')) is var (group, ns, resource))
            {
                seen(new(uri.Query.Contains("watch=", StringComparison.Ordinal) ? "watch" : "list", group, resource, ns, IsRefused(response)));
            }

            log.Count(attempt, (int)response.StatusCode);
            fault.AfterCommit();
            return verb == "watch" ? await BreakableAsync(response, attempt.Resource, fault, cancellationToken) : response;
        }
        catch (ConnectionDroppedException dropped)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke by a fault rule", new HttpIOException(HttpRequestError.ResponseEnded, dropped.Message));
        }
        finally
        {
            if (verb != "watch")
            {
                fault.Dispose();
            }
        }
    }

    // Kinds, and versions of kinds, that the embedded cluster does not serve.
    private static (string Group, string Namespace, string Resource)? Other(string[] path) => path switch
    {
        ["", "apis", var group, _, var resource] => (group, "", resource),
        ["", "apis", var group, _, "namespaces", var ns, var resource] => (group, ns, resource),
        _ => null,
    };

    private static bool IsRefused(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static HttpResponseMessage? Invented(FaultDecision fault, string verb)
    {
        var status = fault.Refusal ?? (fault.IsStale && verb == "watch" ? StatusErrors.Expired("too old resource version") : null);
        if (status is null)
        {
            return null;
        }

        var response = new HttpResponseMessage((HttpStatusCode)(status.Code ?? 500)) { Content = JsonContent.Create(status, ModelJson.Default.Status) };
        if (status.Details?.RetryAfterSeconds is { } seconds and > 0)
        {
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        }

        return response;
    }

    private async Task<HttpResponseMessage> BreakableAsync(HttpResponseMessage response, string resource, FaultDecision fault, CancellationToken cancellationToken)
    {
        var content = new StreamContent(new BreakableStream(swallowed.Follow(resource, await response.Content.ReadAsStreamAsync(cancellationToken)), fault));
        content.Headers.ContentType = response.Content.Headers.ContentType;
        response.Content = content;
        return response;
    }

    private static string VerbOf(HttpMethod method, RequestTarget? target, string query) => method.Method switch
    {
        "GET" when target?.Name is not null => "get",
        "GET" when query.Contains("watch=true", StringComparison.Ordinal) || query.Contains("watch=1", StringComparison.Ordinal) => "watch",
        "GET" => target is null ? "get" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => target?.Name is null ? "deletecollection" : "delete",
        var other => throw new NotSupportedException(other),
    };
}
