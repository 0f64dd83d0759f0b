using System.Buffers;
using System.Text;
using System.Text.Json;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Http;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Discovery;

/// <summary>What is served beside resources: discovery, version, health, metrics.</summary>
internal sealed class DiscoveryDocuments(ResourceRegistry resources, RequestLog log, AccessReview access)
{
    private const string Json = "application/json";
    private const string Text = "text/plain; charset=utf-8";

    private static readonly string[] Core = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <exception cref="ApiException">404 or 405.</exception>
    public ApiResult Answer(ApiRequest request, ReadOnlyMemory<byte> body)
    {
        var path = request.Path.TrimEnd('/');
        if (path == AccessReview.Path)
        {
            return request.Method == "POST" ? access.Answer(body) : throw new ApiException(StatusErrors.UnknownMethod());
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            throw new ApiException(StatusErrors.UnknownMethod());
        }

        return path switch
        {
            "/healthz" or "/livez" or "/readyz" or "/healthz/ping" => Plain("ok"),
            "/version" => Document(ServerVersion.Write),
            "/metrics" => Plain(log.Metrics()),
            "" => Document(WritePaths),
            "/api" => Document(WriteVersions),
            "/apis" => Document(WriteGroups),
            OpenApiDocuments.Root => Document(json => OpenApiDocuments.WriteRoot(json, Groups())),
            _ => Find(path),
        };
    }

    private ApiResult.Raw Find(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version) = parts switch
        {
            ["api", var v] => ("", v),
            ["apis", var g, var v] => (g, v),
            _ => (null, null),
        };
        if (path.StartsWith($"{OpenApiDocuments.Root}/", StringComparison.Ordinal)
            && Groups().Where(g => OpenApiDocuments.PathOf(g.Group, g.Version) == path[(OpenApiDocuments.Root.Length + 1)..]).Take(1).ToList() is [var described])
        {
            return Document(json => OpenApiDocuments.WriteGroup(json, resources.All.Where(d => d.Type.Group == described.Group && d.Type.Version == described.Version)));
        }

        if (group is not null && Groups().Any(g => g.Group == group && g.Version == version))
        {
            return Document(json => WriteResources(json, group, version!));
        }

        if (parts is ["apis", var name] && Groups().Any(g => g.Group == name))
        {
            return Document(json => WriteGroup(json, name, root: true));
        }

        return parts switch
        {
            ["apis", var known, ..] when Groups().Any(g => g.Group == known) => throw new ApiException(StatusErrors.UnknownPath()),
            ["api" or "openapi", ..] => throw new ApiException(StatusErrors.UnknownPath()),
            _ => new ApiResult.Raw(404, Text, "404 page not found\n"u8.ToArray()),
        };
    }

    private IEnumerable<(string Group, string Version)> Groups() => resources.All
        .Select(d => (d.Type.Group, d.Type.Version))
        .Append(("authorization.k8s.io", "v1"))
        .Distinct();

    private void WritePaths(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("paths");
        foreach (var path in Groups().SelectMany(g => g.Group.Length == 0
            ? ["/api", $"/api/{g.Version}", "/apis"]
            : new[] { $"/apis/{g.Group}", $"/apis/{g.Group}/{g.Version}" }).Concat(["/healthz", "/livez", "/metrics", OpenApiDocuments.Root, "/readyz", "/version"]))
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", "APIVersions");
        json.WriteStartArray("versions");
        json.WriteStringValue("v1");
        json.WriteEndArray();
        json.WriteStartArray("serverAddressByClientCIDRs");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteGroups(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", "APIGroupList");
        json.WriteString("apiVersion", "v1");
        json.WriteStartArray("groups");
        foreach (var (group, _) in Groups().Where(g => g.Group.Length > 0))
        {
            WriteGroup(json, group, root: false);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteGroup(Utf8JsonWriter json, string group, bool root)
    {
        json.WriteStartObject();
        if (root)
        {
            json.WriteString("kind", "APIGroup");
            json.WriteString("apiVersion", "v1");
        }

        json.WriteString("name", group);
        json.WriteStartArray("versions");
        foreach (var (_, version) in Groups().Where(g => g.Group == group))
        {
            WriteVersion(json, group, version);
        }

        json.WriteEndArray();
        json.WritePropertyName("preferredVersion");
        WriteVersion(json, group, Groups().First(g => g.Group == group).Version);
        json.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter json, string group, string version)
    {
        json.WriteStartObject();
        json.WriteString("groupVersion", $"{group}/{version}");
        json.WriteString("version", version);
        json.WriteEndObject();
    }

    private void WriteResources(Utf8JsonWriter json, string group, string version)
    {
        json.WriteStartObject();
        json.WriteString("kind", "APIResourceList");
        if (group.Length > 0)
        {
            // The list of the core group has never said it.
            json.WriteString("apiVersion", "v1");
        }

        json.WriteString("groupVersion", group.Length == 0 ? version : $"{group}/{version}");
        json.WriteStartArray("resources");
        foreach (var definition in resources.All.Where(d => d.Type.Group == group && d.Type.Version == version))
        {
            WriteResource(json, definition);
        }

        if (group == "authorization.k8s.io")
        {
            WriteResource(json, "selfsubjectaccessreviews", "selfsubjectaccessreview", "SelfSubjectAccessReview", false, ["create"], [], []);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, ResourceDefinition definition)
    {
        var type = definition.Type;
        WriteResource(json, type.Plural, definition.Singular, type.Kind, type.Namespaced, definition.CollectionCanBeDeleted ? Core : [.. Core.Where(v => v != "deletecollection")], definition.ShortNames, definition.Categories);
        foreach (var sub in definition.Subresources)
        {
            WriteResource(json, $"{type.Plural}/{sub.Name}", "", sub.Kind, type.Namespaced, sub.Verbs, [], []);
        }

        if (definition.Strategy.HasStatus)
        {
            WriteResource(json, $"{type.Plural}/status", "", type.Kind, type.Namespaced, ["get", "patch", "update"], [], []);
        }
    }

    private static void WriteResource(
        Utf8JsonWriter json,
        string name,
        string singular,
        string kind,
        bool namespaced,
        IEnumerable<string> verbs,
        IReadOnlyList<string> shortNames,
        IReadOnlyList<string> categories)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("singularName", singular);
        json.WriteBoolean("namespaced", namespaced);
        json.WriteString("kind", kind);
        WriteNames(json, "verbs", verbs);
        if (shortNames.Count > 0)
        {
            WriteNames(json, "shortNames", shortNames);
        }

        if (categories.Count > 0)
        {
            WriteNames(json, "categories", categories);
        }

        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static ApiResult.Raw Plain(string text) => new(200, Text, Encoding.UTF8.GetBytes(text));

    private static ApiResult.Raw Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return new(200, Json, buffer.WrittenMemory);
    }
}
