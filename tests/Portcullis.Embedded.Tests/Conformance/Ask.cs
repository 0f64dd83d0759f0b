namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>Short forms for exchanges.</summary>
internal static class Ask
{
    public const string MergePatch = "application/merge-patch+json";
    public const string StrategicPatch = "application/strategic-merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";
    public const string ApplyPatch = "application/apply-patch+yaml";
    public const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    public static Exchange Get(string name, string path) => new(name, "GET", path);

    public static Exchange Post(string name, string path, string? body) => new(name, "POST", path, body);

    public static Exchange Put(string name, string path, string? body) => new(name, "PUT", path, body);

    public static Exchange Patch(string name, string path, string body, string type = MergePatch) => new(name, "PATCH", path, body) { ContentType = type };

    public static Exchange Apply(string name, string path, string body) => new(name, "PATCH", path, body) { ContentType = ApplyPatch };

    public static Exchange Delete(string name, string path, string? body = null) => new(name, "DELETE", path, body);

    /// <summary>A watch of which so many events are read; the path names the collection and any options but <c>watch</c>.</summary>
    public static Exchange Watch(string name, string path, int events) =>
        new(name, "GET", $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}watch=true") { Events = events };
}
