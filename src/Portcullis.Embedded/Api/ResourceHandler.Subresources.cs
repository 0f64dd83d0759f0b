using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <content>binding, log and finalize.</content>
internal sealed partial class ResourceHandler
{
    private ApiResult.Outcome Bind(ApiCall call)
    {
        string? node;
        try
        {
            using var body = JsonDocument.Parse(call.Body);
            node = body.RootElement.TryGetProperty("target", out var target) && target.TryGetProperty("name", out var name) ? name.GetString() : null;
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            throw new ApiException(StatusErrors.BadRequest("the object provided is unrecognized (must be of type Binding)"));
        }

        if (string.IsNullOrEmpty(node))
        {
            throw new ApiException(StatusErrors.Unexpected(FieldError.Required("target.name").ToString()));
        }

        registry.Bind(call.Key, node, call.DryRun);
        return new ApiResult.Outcome(new Status
        {
            Kind = "Status",
            ApiVersion = "v1",
            Metadata = new ListMeta(),
            Outcome = "Success",
            Code = 201,
        });
    }

    private ApiResult ReadLog(ApiCall call)
    {
        var pod = (Pod)registry.Get(call.Definition, call.Key).Value;
        var query = call.Request.Query;
        var request = new PodLogRequest(
            ContainerOf(pod, query["container"]),
            query.Flag("follow"),
            query.Flag("previous"),
            query.Flag("timestamps"),
            ListOptions.Version(query["tailLines"], "tailLines"),
            ListOptions.Version(query["limitBytes"], "limitBytes"),
            ListOptions.Version(query["sinceSeconds"], "sinceSeconds"));
        if (string.IsNullOrEmpty(pod.Spec?.NodeName))
        {
            return new ApiResult.Raw(204, "", ReadOnlyMemory<byte>.Empty);
        }

        return new ApiResult.Stream("text/plain", (output, cancellation) => logs.WriteAsync(pod, request, output, cancellation));
    }

    private static string ContainerOf(Pod pod, string? asked)
    {
        var names = (pod.Spec?.Containers ?? []).Select(c => c.Name ?? "").ToList();
        var initNames = (pod.Spec?.InitContainers ?? []).Select(c => c.Name ?? "").ToList();
        if (asked is null)
        {
            if (names.Count == 1)
            {
                return names[0];
            }

            var init = initNames.Count > 0 ? $" or one of the init containers: [{string.Join(' ', initNames)}]" : "";
            throw new ApiException(StatusErrors.BadRequest(
                $"a container name must be specified for pod {pod.Metadata.Name}, choose one of: [{string.Join(' ', names)}]{init}"));
        }

        return names.Contains(asked) || initNames.Contains(asked)
            ? asked
            : throw new ApiException(StatusErrors.BadRequest($"container {asked} is not valid for pod {pod.Metadata.Name}"));
    }

    /// <summary>Takes the finalizers of a namespace's spec away, as its controller does at the end.</summary>
    private ApiResult.Single Finalize(ApiCall call)
    {
        var sent = (Namespace)ObjectDecoder.Decode(call, []);
        var current = registry.Get(call.Definition, call.Key);
        if (sent.Spec?.Finalizers is not { Count: > 0 } && current.Value.Metadata.DeletionTimestamp is not null)
        {
            store.TryRemoveEmptyNamespace(current);
            return new ApiResult.Single(200, call.Definition, current);
        }

        return new ApiResult.Single(200, call.Definition, registry.Update(call.Definition, call.Key, _ => sent, call.WriteOptions).Object);
    }
}
