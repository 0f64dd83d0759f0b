using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Patching;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Api;

/// <content>Server-side apply.</content>
internal sealed partial class ResourceHandler
{
    private ApiResult.Single Apply(ApiCall call, List<string> warnings)
    {
        var manager = call.Request.Query["fieldManager"]
            ?? throw InvalidPatchOptions(FieldError.Required("fieldManager", "is required for apply patch"));
        if (call.Body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            throw new ApiException(StatusErrors.BadRequest("error decoding YAML: this server reads apply patches as JSON, which is YAML too"));
        }

        RefuseOtherKinds(call);
        var value = ObjectDecoder.Decode(call, call.Body.Span, warnings);
        if (value.ApiVersion != call.Type.ApiVersion)
        {
            throw new ApiException(StatusErrors.BadRequest(
                $"Incorrect version specified in apply patch. Specified patch version: {value.ApiVersion}, expected: {call.Type.ApiVersion}"));
        }

        if (value.Metadata.ManagedFields is not null)
        {
            throw new ApiException(StatusErrors.BadRequest("metadata.managedFields must be nil"));
        }

        CheckNames(call, value);
        var apply = new ServerSideApply(
            call.Definition,
            value with { ApiVersion = null, Kind = null },
            manager,
            call.Target.Subresource ?? "",
            call.Request.Query.Flag("force"),
            registry.Now());
        var outcome = registry.Update(
            call.Definition,
            call.Key,
            apply.Onto,
            call.WriteOptions with { Applied = true, Warn = warnings.Add },
            call.Target.Subresource is null ? apply.New : null);
        return new ApiResult.Single(outcome.Created ? 201 : 200, call.Definition, outcome.Object) { Warnings = [.. warnings.Distinct()] };
    }

    /// <summary>An apply patch says of what kind it is, which must be that of the resource.</summary>
    private static void RefuseOtherKinds(ApiCall call)
    {
        JsonObject? sent;
        try
        {
            sent = JsonNode.Parse(call.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            // Told where the object is read.
            return;
        }

        var (version, kind) = ($"{sent?["apiVersion"]}", $"{sent?["kind"]}");
        if (kind != call.Type.Kind)
        {
            var group = version.Contains('/', StringComparison.Ordinal) ? version : $"/{version}";
            throw new ApiException(StatusErrors.BadRequest($"invalid object type: {group}, Kind={kind}"));
        }
    }

    private static ApiException InvalidPatchOptions(FieldError error) => new(ListOptions.Invalid("PatchOptions", error));
}
