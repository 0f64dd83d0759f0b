using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Patching;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

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
            throw Unrouted(415, "Unsupported Media Type", StatusReasons.UnsupportedMediaType);
        }

        var patch = ParseJson(call.Body.Span);
        var outcome = registry.Update(call.Definition, call.Key, current => Patched(call, current, patch, warnings), call.WriteOptions with { Warn = warnings.Add });
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
                MergePatchType => patch is JsonObject
                    ? MergePatch.Apply(node, patch)
                    : throw new PatchException($"error decoding patch: json: cannot unmarshal {NameOf(patch)} into Go value of type map[string]interface {{}}"),
                _ => StrategicMergePatch.Apply(node, patch),
            };
        }
        catch (PatchException bad)
        {
            throw new ApiException(bad.Kind switch
            {
                PatchFault.DoesNotFit => Rejected(),
                PatchFault.Unforeseen => StatusErrors.Unexpected(bad.Message),
                _ => StatusErrors.BadRequest(bad.Message),
            });
        }

        var value = Read(call, JsonSerializer.SerializeToUtf8Bytes(result, PatchJson.Default.JsonNode), warnings);
        CheckNames(call, value);
        if (value.Metadata.Uid is { } uid && uid != current.Uid)
        {
            // An update takes the uid for a precondition, a patch for a change.
            throw new ApiException(StatusErrors.Invalid(call.Type, current.Key.Name, [FieldError.Invalid("metadata.uid", uid, "field is immutable")]));
        }

        return value;
    }

    /// <summary>A kind of JSON as Go calls it.</summary>
    private static string NameOf(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };

    /// <summary>What a patch has made must still be an object of the kind.</summary>
    private static KubernetesObject Read(ApiCall call, byte[] patched, List<string> warnings)
    {
        try
        {
            return ObjectDecoder.Decode(call, patched, warnings);
        }
        catch (ApiException bad) when (bad.Code == 400 && call.MediaType != StrategicPatchType && call.Request.Query["fieldValidation"] != "Strict")
        {
            throw new ApiException(StatusErrors.Invalid("", "", "", [FieldError.Invalid("patch", Encoding.UTF8.GetString(patched), bad.Message)]));
        }
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
    private static Status Rejected() => new()
    {
        Kind = "Status",
        ApiVersion = "v1",
        Metadata = new ListMeta(),
        Outcome = "Failure",
        Message = "the server rejected our request due to an error in our request",
        Reason = StatusReasons.Invalid,
        Details = new StatusDetails(),
        Code = 422,
    };
}
