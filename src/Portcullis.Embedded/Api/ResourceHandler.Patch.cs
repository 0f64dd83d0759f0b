using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Patching;
using Portcullis.Embedded.Storage;
using Portcullis.Model;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Api;

/// <content>patch, in its four forms.</content>
internal sealed partial class ResourceHandler
{
    private const string JsonPatchType = "application/json-patch+json";
    private const string MergePatchType = "application/merge-patch+json";
    private const string StrategicPatchType = "application/strategic-merge-patch+json";
    private const string ApplyPatchType = "application/apply-patch+yaml";

    private ApiResult.Single Patch(ApiCall call)
    {
        var warnings = new List<string>();
        if (call.MediaType == ApplyPatchType)
        {
            return Apply(call, warnings);
        }

        if (call.Request.Query["force"] is not null)
        {
            throw InvalidPatchOptions(FieldError.Forbidden("force", "may not be specified for non-apply patch"));
        }

        if (call.MediaType is not (JsonPatchType or MergePatchType or StrategicPatchType))
        {
            throw new ApiException(StatusErrors.UnsupportedMediaType(JsonPatchType, MergePatchType, StrategicPatchType, ApplyPatchType));
        }

        var patch = ParseJson(call.Body.Span);
        var outcome = registry.Update(call.Definition, call.Key, current => Patched(call, current, patch, warnings), call.WriteOptions);
        return new ApiResult.Single(200, call.Definition, outcome.Object) { Warnings = [.. warnings.Distinct()] };
    }

    private static KubernetesObject Patched(ApiCall call, StoredObject current, JsonNode patch, List<string> warnings)
    {
        var node = JsonNode.Parse(current.Json)!;
        JsonNode? result;
        try
        {
            result = call.MediaType switch
            {
                JsonPatchType => JsonPatch.Apply(node, patch),
                MergePatchType => MergePatch.Apply(node, patch),
                _ => StrategicMergePatch.Apply(node, patch),
            };
        }
        catch (PatchException bad)
        {
            throw new ApiException(bad.IsRejected ? Rejected(bad.Message) : StatusErrors.BadRequest(bad.Message));
        }

        var value = ObjectDecoder.Decode(call, JsonSerializer.SerializeToUtf8Bytes(result, PatchJson.Default.JsonNode), warnings);
        CheckNames(call, value);
        return value;
    }

    private static JsonNode ParseJson(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) ?? throw new ApiException(StatusErrors.BadRequest("the patch is empty"));
        }
        catch (JsonException bad)
        {
            throw new ApiException(StatusErrors.BadRequest($"error decoding patch: {bad.Message}"));
        }
    }

    /// <summary>422 for a patch that is well-formed and does not fit the object.</summary>
    private static Status Rejected(string why) => new()
    {
        Kind = "Status",
        ApiVersion = "v1",
        Metadata = new ListMeta(),
        Outcome = "Failure",
        Message = "the server rejected our request due to an error in our request",
        Reason = StatusReasons.Invalid,
        Details = new StatusDetails { Causes = [new StatusCause { Reason = "UnexpectedServerResponse", Message = why }] },
        Code = 422,
    };
}
