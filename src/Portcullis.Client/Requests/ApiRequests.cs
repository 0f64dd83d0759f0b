using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Requests;

/// <summary>Builds the requests of every verb, without a socket.</summary>
internal static class ApiRequests
{
    private const string Json = "application/json";

    public static ApiRequest Get(ResourceType type, NamespacedName name) => new(HttpMethod.Get, RequestPath.Object(type, name));

    public static ApiRequest GetPath(string path) => new(HttpMethod.Get, path);

    public static ApiRequest List(ResourceType type, string? ns, ListOptions options)
    {
        var query = Selectors(options.LabelSelector, options.FieldSelector);
        Add(query, "limit", options.Limit?.ToString(CultureInfo.InvariantCulture));
        Add(query, "continue", options.Continue);
        Add(query, "resourceVersion", options.ResourceVersion);
        Add(query, "resourceVersionMatch", options.ResourceVersionMatch);
        return new(HttpMethod.Get, RequestPath.Collection(type, ns)) { Query = query };
    }

    public static ApiRequest Watch(ResourceType type, string? ns, WatchOptions options)
    {
        var query = Selectors(options.LabelSelector, options.FieldSelector);
        Add(query, "watch", "true");
        Add(query, "resourceVersion", options.ResourceVersion);
        Add(query, "timeoutSeconds", Math.Max(1, (long)options.Timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        Add(query, "allowWatchBookmarks", options.AllowBookmarks ? "true" : null);
        return new(HttpMethod.Get, RequestPath.Collection(type, ns)) { Query = query };
    }

    public static ApiRequest Create<T>(ResourceType<T> type, string? ns, T body)
        where T : KubernetesObject =>
        new(HttpMethod.Post, RequestPath.Creation(type, ns ?? body.Metadata.Namespace)) { ContentType = Json, Body = Serialize(type, body) };

    public static ApiRequest Replace<T>(ResourceType<T> type, T body)
        where T : KubernetesObject =>
        new(HttpMethod.Put, RequestPath.Object(type, NamespacedName.Of(body.Metadata))) { ContentType = Json, Body = Serialize(type, body) };

    public static ApiRequest Delete(ResourceType type, NamespacedName name, DeleteOptions? options)
    {
        // The group-less form of DeleteOptions is understood for the resources of every group.
        var body = (options ?? new()) with { ApiVersion = "v1", Kind = "DeleteOptions" };
        return new(HttpMethod.Delete, RequestPath.Object(type, name))
        {
            ContentType = Json,
            Body = JsonSerializer.SerializeToUtf8Bytes(body, ModelJson.Default.DeleteOptions),
        };
    }

    public static ApiRequest MergePatch(ResourceType type, NamespacedName name, JsonObject patch, string? subresource) =>
        new(HttpMethod.Patch, RequestPath.Object(type, name, subresource))
        {
            ContentType = "application/merge-patch+json",
            Body = Utf8(patch),
        };

    public static ApiRequest ReviewAccess(SelfSubjectAccessReview review) =>
        new(HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        {
            ContentType = Json,
            Body = JsonSerializer.SerializeToUtf8Bytes(
                review with { ApiVersion = "authorization.k8s.io/v1", Kind = "SelfSubjectAccessReview" },
                ModelJson.Default.SelfSubjectAccessReview),
        };

    private static byte[] Serialize<T>(ResourceType<T> type, T body)
        where T : KubernetesObject =>
        JsonSerializer.SerializeToUtf8Bytes(body with { ApiVersion = type.ApiVersion, Kind = type.Kind }, type.Json);

    private static byte[] Utf8(JsonObject json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            json.WriteTo(writer);
        }
        return stream.ToArray();
    }

    private static List<KeyValuePair<string, string>> Selectors(string? labels, string? fields)
    {
        var query = new List<KeyValuePair<string, string>>();
        Add(query, "labelSelector", labels);
        Add(query, "fieldSelector", fields);
        return query;
    }

    private static void Add(List<KeyValuePair<string, string>> query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add(new(name, value));
        }
    }
}
