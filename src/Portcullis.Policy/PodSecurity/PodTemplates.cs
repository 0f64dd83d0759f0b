using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity;

/// <summary>Finds the pod in an object: a pod itself, or the template of a workload.</summary>
public static class PodTemplates
{
    // Where the pod stands, by kind; the groups are those in which Kubernetes has had these kinds.
    private static readonly (string Kind, string[] Groups, string[] Path)[] Places =
    [
        ("Pod", [""], []),
        ("PodTemplate", [""], ["template"]),
        ("ReplicationController", [""], ["spec", "template"]),
        ("Deployment", ["apps", "extensions"], ["spec", "template"]),
        ("ReplicaSet", ["apps", "extensions"], ["spec", "template"]),
        ("DaemonSet", ["apps", "extensions"], ["spec", "template"]),
        ("StatefulSet", ["apps"], ["spec", "template"]),
        ("Job", ["batch"], ["spec", "template"]),
        ("CronJob", ["batch"], ["spec", "jobTemplate", "spec", "template"]),
    ];

    /// <summary>Finds the pod of an object.</summary>
    /// <param name="root">The object, of any kind.</param>
    /// <param name="pod">The pod with its metadata and spec; of a template, under the workload's name when it has none of its own. Not validated.</param>
    /// <returns>False for a kind that has no pod, and for a workload without a template.</returns>
    /// <exception cref="JsonException">Metadata or spec of the pod are not of the shape that the API gives them; the message says where.</exception>
    public static bool TryFind(JsonElement root, [NotNullWhen(true)] out Pod? pod)
    {
        pod = null;
        var path = PathOf(root);
        if (path is null)
        {
            return false;
        }

        var place = root;
        foreach (var name in path)
        {
            if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(name, out place))
            {
                return false;
            }
        }

        if (place.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var metadata = Property(place, "metadata")?.Deserialize(ModelJson.Default.ObjectMeta) ?? new ObjectMeta();
        pod = new Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = metadata.Name is null ? metadata with { Name = NameOf(root) } : metadata,
            Spec = Property(place, "spec")?.Deserialize(ModelJson.Default.PodSpec) ?? new PodSpec(),
        };
        return true;
    }

    private static string[]? PathOf(JsonElement root)
    {
        if (Text(root, "kind") is not { } kind || Text(root, "apiVersion") is not { } version)
        {
            return null;
        }

        var slash = version.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : version[..slash];
        return Places.FirstOrDefault(place => place.Kind == kind && place.Groups.Contains(group, StringComparer.Ordinal)).Path;
    }

    private static string? NameOf(JsonElement root) => Property(root, "metadata") is { } metadata ? Text(metadata, "name") : null;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
