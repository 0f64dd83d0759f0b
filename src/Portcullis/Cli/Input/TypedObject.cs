using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Cli.Input;

/// <summary>Turns what was found into the wire types.</summary>
internal static partial class TypedObject
{
    /// <summary>Reads an object.</summary>
    /// <typeparam name="T">The wire type.</typeparam>
    /// <param name="found">The object. Its namespace is filled in where none is written.</param>
    /// <param name="json">How the type is read.</param>
    /// <param name="malformed">Gets what is wrong where a field has another type than the API's.</param>
    /// <returns>Null when it is malformed.</returns>
    public static T? TryRead<T>(InputObject found, JsonTypeInfo<T> json, List<MalformedObject> malformed)
        where T : KubernetesObject
    {
        try
        {
            var read = found.Json.Deserialize(json)!;
            return read with { Metadata = read.Metadata with { Namespace = found.Name.Namespace.Length == 0 ? null : found.Name.Namespace } };
        }
        catch (JsonException e)
        {
            malformed.Add(Malformed(found, e));
            return null;
        }
    }

    /// <summary>The pod that a workload makes: metadata and spec of its template.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="malformed">Gets what is wrong where a field has another type than the API's.</param>
    /// <returns>Null when it has no template, or a malformed one.</returns>
    public static Pod? TryReadTemplate(InputObject workload, List<MalformedObject> malformed)
    {
        try
        {
            return PodTemplates.TryFind(workload.Json, out var pod) ? pod : null;
        }
        catch (JsonException e)
        {
            malformed.Add(Malformed(workload, e));
            return null;
        }
    }

    /// <summary>What is wrong with an object, from what its reader said.</summary>
    /// <param name="found">The object.</param>
    /// <param name="e">What was said.</param>
    public static MalformedObject Malformed(InputObject found, JsonException e) =>
        new(found, Plain().Replace((e.Path ?? "$").TrimStart('$').TrimStart('.'), ".$1"), Reason(e));

    // The messages of the library name types of .NET, which tell a user nothing; those of our own converters do.
    private static string Reason(JsonException e)
    {
        var at = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var text = at < 0 ? e.Message : e.Message[..at];
        return text.StartsWith("expected", StringComparison.Ordinal) || text.StartsWith("quantities", StringComparison.Ordinal)
            ? text.TrimEnd('.', ' ')
            : "not of the type that the API expects here";
    }

    [GeneratedRegex(@"\['([^']*)'\]")]
    private static partial Regex Plain();
}

/// <summary>An object with a field of another type than the API's.</summary>
/// <param name="Object">The object.</param>
/// <param name="Path">The field.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record MalformedObject(InputObject Object, string Path, string Reason)
{
    /// <summary>File and line, object, path and reason.</summary>
    public override string ToString() => $"{Object.Origin}: {Object}: {Path}: {Reason}";
}
