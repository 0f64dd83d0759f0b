using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Watching;

/// <summary>Decodes one line of a watch: <c>{"type": "ADDED", "object": {...}}</c>.</summary>
internal static class WatchLine
{
    /// <summary>Reads the line once: the type first, then the object as what the type says it is.</summary>
    /// <exception cref="JsonException">The line is no watch event.</exception>
    public static WatchEvent<T> Decode<T>(ReadOnlySpan<byte> line, ResourceType<T> resource)
        where T : KubernetesObject
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a watch event must be an object");
        }
        string? type = null;
        long? skippedObject = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetString();
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                reader.Read();
                if (type is not null)
                {
                    return DecodeObject(type, ref reader, resource);
                }
                skippedObject = reader.TokenStartIndex;
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return DecodeSkipped(line, type, skippedObject, resource);
    }

    /// <summary>Servers write the type first; one that does not costs a second look at the object.</summary>
    private static WatchEvent<T> DecodeSkipped<T>(ReadOnlySpan<byte> line, string? type, long? start, ResourceType<T> resource)
        where T : KubernetesObject
    {
        if (type is null || start is null)
        {
            throw new JsonException("a watch event needs a type and an object");
        }
        var reader = new Utf8JsonReader(line[(int)start.Value..]);
        reader.Read();
        return DecodeObject(type, ref reader, resource);
    }

    private static WatchEvent<T> DecodeObject<T>(string type, ref Utf8JsonReader reader, ResourceType<T> resource)
        where T : KubernetesObject => type switch
        {
            "ADDED" => new WatchEvent<T>.Added(Whole(ref reader, resource)),
            "MODIFIED" => new WatchEvent<T>.Modified(Whole(ref reader, resource)),
            "DELETED" => new WatchEvent<T>.Deleted(Whole(ref reader, resource)),
            "BOOKMARK" => new WatchEvent<T>.Bookmark(Version(Read(ref reader, resource))),
            "ERROR" => new WatchEvent<T>.Failed(JsonSerializer.Deserialize(ref reader, ModelJson.Default.Status) ?? throw new JsonException("an error event needs a status")),
            _ => throw new JsonException($"unknown watch event '{type}'"),
        };

    private static T Whole<T>(ref Utf8JsonReader reader, ResourceType<T> resource)
        where T : KubernetesObject
    {
        var read = Read(ref reader, resource);
        Version(read);
        return string.IsNullOrEmpty(read.Metadata.Name) ? throw new JsonException("an object of a watch event needs a name") : read;
    }

    private static T Read<T>(ref Utf8JsonReader reader, ResourceType<T> resource)
        where T : KubernetesObject =>
        JsonSerializer.Deserialize(ref reader, resource.Json) ?? throw new JsonException("null instead of an object");

    /// <summary>Every event must say where to resume; without it a watch would fall back in time.</summary>
    private static string Version(KubernetesObject read) =>
        read.Metadata.ResourceVersion is { Length: > 0 } version ? version : throw new JsonException("an object of a watch event needs a resourceVersion");
}
