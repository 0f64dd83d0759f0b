using Portcullis.Model.Names;
using Portcullis.Model.Resources;

namespace Portcullis.Client.Requests;

/// <summary>Paths of the Kubernetes API. <see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris"/></summary>
internal static class RequestPath
{
    /// <summary>Of all objects of a resource, in a namespace or in all of them.</summary>
    public static string Collection(ResourceType type, string? ns)
    {
        var root = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.Group}/{type.Version}";
        if (string.IsNullOrEmpty(ns))
        {
            return $"{root}/{type.Plural}";
        }
        return type.Namespaced
            ? $"{root}/namespaces/{Segment(ns, "namespace")}/{type.Plural}"
            : throw new ArgumentException($"{type.QualifiedName} do not live in namespaces", nameof(ns));
    }

    /// <summary>Of one object.</summary>
    public static string Object(ResourceType type, NamespacedName name, string? subresource = null)
    {
        if (type.Namespaced && string.IsNullOrEmpty(name.Namespace))
        {
            throw new ArgumentException($"{type.QualifiedName} need a namespace", nameof(name));
        }
        var path = $"{Collection(type, name.Namespace)}/{Segment(name.Name, "name")}";
        return subresource is null ? path : $"{path}/{Segment(subresource, "subresource")}";
    }

    /// <summary>Of where new objects of a resource are posted.</summary>
    public static string Creation(ResourceType type, string? ns) => type.Namespaced && string.IsNullOrEmpty(ns)
        ? throw new ArgumentException($"{type.QualifiedName} need a namespace", nameof(ns))
        : Collection(type, ns);

    /// <summary>Refuses what would change the meaning of the path, as the API server itself does.</summary>
    private static string Segment(string? text, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, what);
        return text is "." or ".." || text.AsSpan().ContainsAny('/', '%')
            ? throw new ArgumentException($"'{text}' cannot be a {what}", what)
            : Uri.EscapeDataString(text);
    }
}
