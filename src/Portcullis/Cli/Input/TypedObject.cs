using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Portcullis.Model;
using Portcullis.Model.Json;

namespace Portcullis.Cli.Input;

/// <summary>Turns what was found into the wire types.</summary>
internal static partial class TypedObject
{
    /// <summary>Reads an object.</summary>
    /// <typeparam name="T">The wire type.</typeparam>
    /// <param name="found">The object. Its namespace is filled in where none is written.</param>
    /// <param name="json">How the type is read.</param>
    /// <exception cref="InputException">A field has another type than the API's.</exception>
    public static T Read<T>(InputObject found, JsonTypeInfo<T> json)
        where T : KubernetesObject
    {
        var read = Read(found, found.Json, "", json);
        return read with { Metadata = read.Metadata with { Namespace = found.Name.Namespace.Length == 0 ? null : found.Name.Namespace } };
    }

    /// <summary>The pod that a workload makes, without a name: metadata and spec of its template.</summary>
    /// <param name="workload">The workload.</param>
    /// <returns>Null when it has no template.</returns>
    /// <exception cref="InputException">A field has another type than the API's.</exception>
    public static Pod? ReadTemplate(InputObject workload)
    {
        var path = TemplatePath(workload.Kind);
        var template = workload.Json;
        foreach (var part in path.Split('.'))
        {
            if (template.ValueKind != JsonValueKind.Object || !template.TryGetProperty(part, out template))
            {
                return null;
            }
        }

        return template.ValueKind == JsonValueKind.Object ? Read(workload, template, path + ".", ModelJson.Default.Pod) : null;
    }

    /// <summary>Where the pod template of a workload is.</summary>
    /// <param name="kind">The workload's kind.</param>
    public static string TemplatePath(string kind) => kind switch
    {
        "CronJob" => "spec.jobTemplate.spec.template",
        "PodTemplate" => "template",
        _ => "spec.template",
    };

    private static T Read<T>(InputObject found, JsonElement part, string prefix, JsonTypeInfo<T> json)
    {
        try
        {
            return part.Deserialize(json) ?? throw new InputException($"{found.Origin}: {found}: nothing there");
        }
        catch (JsonException e)
        {
            var path = (e.Path ?? "$").TrimStart('$').TrimStart('.');
            throw new InputException($"{found.Origin}: {found}: {prefix}{Plain().Replace(path, ".$1")}: {Reason(e)}");
        }
    }

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
