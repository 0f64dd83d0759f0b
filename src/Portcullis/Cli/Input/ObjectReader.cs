using System.Text.Json;
using Portcullis.Model.Names;

namespace Portcullis.Cli.Input;

/// <summary>Finds the objects in a document, and what they are called.</summary>
internal static class ObjectReader
{
    /// <summary>Reads one document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The objects that are sound, and what is wrong with the others, with file and line.</returns>
    public static (IReadOnlyList<InputObject> Objects, IReadOnlyList<string> Problems) Read(Document document)
    {
        var (sent, wrong) = SentObjects.Of(document);
        var objects = new List<InputObject>();
        List<string> problems = [.. wrong];
        foreach (var found in sent)
        {
            if (Problem(found) is { } problem)
            {
                problems.Add($"{found.Origin}: {problem}");
            }
            else
            {
                objects.Add(Named(found, found.Kind!, found.ApiVersion!));
            }
        }

        return (objects, problems);
    }

    private static string? Problem(SentObject found)
    {
        if (string.IsNullOrEmpty(found.Kind) || string.IsNullOrEmpty(found.ApiVersion))
        {
            return $"no object of Kubernetes: it has no {(string.IsNullOrEmpty(found.Kind) ? "kind" : "apiVersion")}";
        }

        var expected = KnownKinds.VersionOf(found.Kind, found.ApiVersion);
        return expected is not null && expected != found.ApiVersion ? $"unknown apiVersion \"{found.ApiVersion}\" of a {found.Kind}; known is {expected}" : null;
    }

    private static InputObject Named(SentObject found, string kind, string apiVersion)
    {
        var metadata = found.Json.TryGetProperty("metadata", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var name = SentObjects.Text(metadata, "name") ?? "";
        var ns = KnownKinds.IsClusterScoped(kind, apiVersion) ? "" : SentObjects.Text(metadata, "namespace") is { Length: > 0 } written ? written : "default";
        return new InputObject(kind, apiVersion, new NamespacedName(ns, name), NullItems.Filled(found.Json), found.Origin);
    }
}
