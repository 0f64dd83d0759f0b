using System.Text.Json.Serialization.Metadata;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Resources;

/// <summary>Which resource of the API a request is about.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The API version, such as <c>v1</c>.</param>
/// <param name="Plural">The name in paths, such as <c>pods</c>.</param>
/// <param name="Kind">The kind, such as <c>Pod</c>.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
public abstract record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>The value of <c>apiVersion</c>: <c>v1</c> or <c>group/version</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>How errors name it: <c>pods</c> or <c>plural.group</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>A resource together with how its objects and lists are read and written.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public sealed record ResourceType<T>(
    string Group,
    string Version,
    string Plural,
    string Kind,
    bool Namespaced,
    JsonTypeInfo<T> Json,
    JsonTypeInfo<KubernetesList<T>> ListJson)
    : ResourceType(Group, Version, Plural, Kind, Namespaced)
    where T : KubernetesObject;
