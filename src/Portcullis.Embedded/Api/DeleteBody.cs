using System.Globalization;
using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>The options of a DELETE: from the body, or, where there is none, from the query. They are never mixed.</summary>
internal static class DeleteBody
{
    /// <exception cref="ApiException">415, 422, or 400 for a body that is no such options.</exception>
    public static DeleteOptions Read(ApiCall call, out bool dryRun)
    {
        var query = call.Request.Query;
        var options = call.Body.Length > 0 ? Parse(call) : new DeleteOptions
        {
            GracePeriodSeconds = Seconds(query["gracePeriodSeconds"]),
            PropagationPolicy = query["propagationPolicy"],
            DryRun = [.. query.All("dryRun").Where(v => v.Length > 0)],
        };
        Check(options);
        dryRun = options.DryRun is { Count: > 0 };
        return options;
    }

    private static DeleteOptions Parse(ApiCall call)
    {
        ObjectDecoder.RefuseOtherForms(call);
        try
        {
            using var body = JsonDocument.Parse(call.Body);
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("kind", out var kind) && kind.ToString() is not ("" or "DeleteOptions"))
            {
                var version = body.RootElement.TryGetProperty("apiVersion", out var given) ? given.ToString() : "";
                throw new ApiException(StatusErrors.BadRequest($"no kind {GoText.Quote(kind.ToString())} is registered for version {GoText.Quote(version)} in scheme \"pkg/apis/meta/internalversion/scheme/register.go:27\""));
            }

            return body.RootElement.Deserialize(ModelJson.Default.DeleteOptions) ?? new DeleteOptions();
        }
        catch (JsonException bad)
        {
            throw new ApiException(StatusErrors.BadRequest($"couldn't get version/kind; json parse error: {ObjectDecoder.Reason(bad)}"));
        }
    }

    private static void Check(DeleteOptions options)
    {
        var errors = new List<FieldError>();
        if (options is { PropagationPolicy: not null, OrphanDependents: not null })
        {
            errors.Add(FieldError.Invalid("propagationPolicy", options.PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set"));
        }

        if (options.PropagationPolicy is not (null or "Background" or "Foreground" or "Orphan"))
        {
            errors.Add(FieldError.NotSupported("propagationPolicy", options.PropagationPolicy, "Foreground", "Background", "Orphan", "nil"));
        }

        WriteChecks.DryRun(options.DryRun ?? [], errors);
        WriteChecks.Refuse(errors, "DeleteOptions");
    }

    /// <summary>A negative period counts as one second, as it does where a pod asks for it.</summary>
    private static long? Seconds(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new ApiException(StatusErrors.BadRequest($"strconv.ParseInt: parsing {GoText.Quote(text)}: invalid syntax"));
    }
}
