using System.Text;
using System.Text.Json;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Api;

/// <summary>Turns bodies into objects, as strictly as the request asks for.</summary>
internal static class ObjectDecoder
{
    public static readonly string[] Accepted = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];

    /// <summary>Reads the body of a create or update.</summary>
    /// <param name="call">The request.</param>
    /// <param name="warnings">Gets what a strict reading would refuse, when only warnings are asked for.</param>
    /// <exception cref="ApiException">400 or 415.</exception>
    public static KubernetesObject Decode(ApiCall call, List<string> warnings)
    {
        RefuseOtherForms(call);
        return Decode(call, call.Body.Span, warnings);
    }

    /// <summary>Reads the JSON of an object.</summary>
    /// <exception cref="ApiException">400.</exception>
    public static KubernetesObject Decode(ApiCall call, ReadOnlySpan<byte> json, List<string> warnings)
    {
        var definition = call.Definition;
        KubernetesObject value;
        try
        {
            value = definition.Deserialize(json);
        }
        catch (JsonException bad)
        {
            throw Undecodable(definition, json, bad.Path is { Length: > 2 } path ? $"json: cannot unmarshal field \"{path[2..]}\": {Reason(bad)}" : Reason(bad));
        }

        CheckType(definition, value, json);
        CheckFields(call, definition, value, json, warnings);
        return value;
    }

    /// <summary>JSON is read whatever it is called, YAML and protobuf are not.</summary>
    public static void RefuseOtherForms(ApiCall call)
    {
        var isJson = call.Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        if (call.MediaType is not ("" or "application/json" or "application/yaml") || (!isJson && call.MediaType == "application/yaml"))
        {
            throw new ApiException(StatusErrors.UnsupportedMediaType(Accepted));
        }
    }

    private static void CheckType(ResourceDefinition definition, KubernetesObject value, ReadOnlySpan<byte> json)
    {
        var type = definition.Type;
        var kind = string.IsNullOrEmpty(value.Kind) ? type.Kind : value.Kind;
        var version = string.IsNullOrEmpty(value.ApiVersion) ? type.ApiVersion : value.ApiVersion;
        if (kind != type.Kind || version != type.ApiVersion)
        {
            throw Undecodable(definition, json, $"no kind {GoText.Quote(kind)} of version {GoText.Quote(version)} is registered for this resource");
        }
    }

    private static void CheckFields(ApiCall call, ResourceDefinition definition, KubernetesObject value, ReadOnlySpan<byte> json, List<string> warnings)
    {
        var directive = call.Request.Query["fieldValidation"] ?? "Warn";
        switch (directive)
        {
            case "Ignore":
                return;
            case "Warn":
                warnings.AddRange(StrictFields.Check(json, definition.Json));
                return;
            case "Strict":
                var problems = StrictFields.Check(json, definition.Json);
                if (problems.Count > 0)
                {
                    throw Undecodable(definition, json, $"strict decoding error: {string.Join(", ", problems)}");
                }

                return;
        }
    }

    /// <summary>Without the names of types and positions of this program.</summary>
    public static string Reason(JsonException bad) => bad.Message switch
    {
        var message when message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) => "the value is of another type",
        var message when message.IndexOf(" Path: ", StringComparison.Ordinal) is var end and > 0 => message[..end],
        var message when message.IndexOf(" LineNumber: ", StringComparison.Ordinal) is var end and > 0 => message[..end],
        var message => message,
    };

    private static string? Given(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The API server's words for a body that is no such object.</summary>
    private static ApiException Undecodable(ResourceDefinition definition, ReadOnlySpan<byte> json, string why)
    {
        var (kind, version) = TypeOf(definition.Type, json);
        if (kind is not null)
        {
            return new(StatusErrors.BadRequest($"{kind} in version \"{version}\" cannot be handled as a {definition.Type.Kind}: {why}"));
        }

        return new(StatusErrors.BadRequest(
            $"the object provided is unrecognized (must be of type {definition.Type.Kind}): couldn't get version/kind; json parse error: {why} ({Summary(json)})"));
    }

    /// <summary>The beginning of a body: as text when it may be JSON, else in hexadecimal digits.</summary>
    public static string Summary(ReadOnlySpan<byte> body)
    {
        if (body.Length == 0)
        {
            return "<empty>";
        }

        var start = body[..Math.Min(body.Length, 30)];
        var text = start[0] == '{' ? Encoding.UTF8.GetString(start) : Convert.ToHexStringLower(start);
        return body.Length > start.Length ? $"{text} ..." : text;
    }

    /// <summary>What the body says it is, or must be where it says nothing; null when it is no JSON object.</summary>
    private static (string? Kind, string? Version) TypeOf(ResourceType type, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? (null, null)
                : (Given(root, "kind") ?? type.Kind, (Given(root, "apiVersion") ?? type.ApiVersion).Split('/')[^1]);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}
