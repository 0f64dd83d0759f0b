using System.Text.Json;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Resources;

namespace Portcullis.Embedded.Discovery;

/// <summary>As much of the OpenAPI documents as clients need to learn what the server can do.</summary>
/// <remarks>
/// kubectl asks whether PATCH knows <c>fieldValidation</c> and then leaves validation to the server. Schemas are left
/// open: the server's own answer, not a client's reading of a schema, says what is wrong with an object.
/// </remarks>
internal static class OpenApiDocuments
{
    public const string Root = "/openapi/v3";

    /// <summary>Strategic-merge patches are served and not listed: kubectl then takes the merge keys from its own types, not from schemas.</summary>
    private static readonly string[] Patches =
    [
        "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json",
    ];

    /// <summary>Writes the list of documents.</summary>
    public static void WriteRoot(Utf8JsonWriter json, IEnumerable<(string Group, string Version)> groups)
    {
        json.WriteStartObject();
        json.WriteStartObject("paths");
        foreach (var path in groups.Select(g => PathOf(g.Group, g.Version)))
        {
            json.WriteStartObject(path);
            json.WriteString("serverRelativeURL", $"{Root}/{path}?hash={ServerVersion.GitVersion}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the document of one group and version.</summary>
    public static void WriteGroup(Utf8JsonWriter json, IEnumerable<ResourceDefinition> definitions)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.0.0");
        WriteInfo(json);
        json.WriteStartObject("paths");
        var all = definitions.ToList();
        foreach (var definition in all)
        {
            WritePaths(json, definition.Type);
        }

        json.WriteEndObject();
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        foreach (var definition in all)
        {
            json.WriteStartObject(SchemaOf(definition.Type));
            json.WriteString("type", "object");
            json.WriteBoolean("x-kubernetes-preserve-unknown-fields", true);
            json.WriteStartArray("x-kubernetes-group-version-kind");
            WriteKind(json, definition.Type);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string PathOf(string group, string version) => group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";

    private static void WriteInfo(Utf8JsonWriter json)
    {
        json.WriteStartObject("info");
        json.WriteString("title", "Kubernetes");
        json.WriteString("version", ServerVersion.GitVersion);
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json, ResourceType type)
    {
        var scope = type.Namespaced ? "namespaces/{namespace}/" : "";
        json.WriteStartObject($"/{PathOf(type.Group, type.Version)}/{scope}{type.Plural}/{{name}}");
        json.WriteStartObject("patch");
        WriteParameters(json);
        WriteRequestBody(json, type);
        json.WritePropertyName("x-kubernetes-group-version-kind");
        WriteKind(json, type);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json)
    {
        json.WriteStartArray("parameters");
        foreach (var name in new[] { "dryRun", "fieldManager", "fieldValidation", "force" })
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("in", "query");
            json.WriteStartObject("schema");
            json.WriteString("type", name == "force" ? "boolean" : "string");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRequestBody(Utf8JsonWriter json, ResourceType type)
    {
        json.WriteStartObject("requestBody");
        json.WriteStartObject("content");
        foreach (var patch in Patches)
        {
            json.WriteStartObject(patch);
            json.WriteStartObject("schema");
            json.WriteString("$ref", $"#/components/schemas/{SchemaOf(type)}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteKind(Utf8JsonWriter json, ResourceType type)
    {
        json.WriteStartObject();
        json.WriteString("group", type.Group);
        json.WriteString("version", type.Version);
        json.WriteString("kind", type.Kind);
        json.WriteEndObject();
    }

    private static string SchemaOf(ResourceType type)
    {
        var group = type.Group.Length == 0 ? "core" : type.Group.Split('.')[0];
        return $"io.k8s.api.{group}.{type.Version}.{type.Kind}";
    }
}
