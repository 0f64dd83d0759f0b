using Portcullis.Embedded.Resources;

namespace Portcullis.Embedded.Http;

/// <summary>What the path of a resource request names.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Namespace">Empty when the path names none.</param>
/// <param name="Name">Null for a collection.</param>
/// <param name="Subresource">Null for the object itself.</param>
/// <param name="IsWatch">The older <c>/watch/</c> form.</param>
internal sealed record RequestTarget(ResourceDefinition Resource, string Namespace, string? Name, string? Subresource, bool IsWatch)
{
    /// <summary>Reads <c>/api/v1/...</c> and <c>/apis/group/version/...</c>.</summary>
    /// <returns>Null when the path names no resource that is served.</returns>
    public static RequestTarget? Parse(string path, ResourceRegistry registry)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version, rest) = parts switch
        {
            ["api", var v, .. var tail] => ("", v, tail),
            ["apis", var g, var v, .. var tail] => (g, v, tail),
            _ => ("", "", []),
        };
        var isWatch = rest is ["watch", _, ..];
        if (isWatch)
        {
            rest = rest[1..];
        }

        var inNamespace = "";
        if (rest is ["namespaces", var scope, _, ..] && !(rest.Length == 3 && rest[2] is "status" or "finalize"))
        {
            inNamespace = scope;
            rest = rest[2..];
        }

        if (rest.Length is 0 or > 3 || registry.Find(group, version, rest[0]) is not { } resource)
        {
            return null;
        }

        if (resource.Type.Namespaced ? rest.Length > 1 && inNamespace.Length == 0 : inNamespace.Length > 0)
        {
            return null;
        }

        return new(resource, inNamespace, rest.Length > 1 ? rest[1] : null, rest.Length > 2 ? rest[2] : null, isWatch);
    }
}
