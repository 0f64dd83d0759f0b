using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Portcullis.Embedded.Api;

/// <summary>Finds fields that a type does not have, and fields that stand twice.</summary>
/// <remarks><see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"/></remarks>
internal static class StrictFields
{
    private static readonly ConcurrentDictionary<Type, FrozenDictionary<string, JsonTypeInfo>> Known = new();

    /// <summary>The problems, in the words of the API server and in the order of the text.</summary>
    public static IReadOnlyList<string> Check(ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        var problems = new List<string>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Value(ref reader, type, "", problems);
        return problems;
    }

    private static void Value(ref Utf8JsonReader reader, JsonTypeInfo type, string path, List<string> problems)
    {
        switch (reader.TokenType, type.Kind)
        {
            case (JsonTokenType.StartObject, JsonTypeInfoKind.Object):
                Fields(ref reader, path, problems, type);
                break;
            case (JsonTokenType.StartObject, JsonTypeInfoKind.Dictionary):
                Fields(ref reader, path, problems, null, Info(type, type.ElementType!));
                break;
            case (JsonTokenType.StartArray, JsonTypeInfoKind.Enumerable):
                var item = Info(type, type.ElementType!);
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    Value(ref reader, item, $"{path}[{i}]", problems);
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void Fields(ref Utf8JsonReader reader, string path, List<string> problems, JsonTypeInfo? type, JsonTypeInfo? values = null)
    {
        var fields = type is null ? null : FieldsOf(type);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var here = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(name))
            {
                problems.Add($"duplicate field \"{here}\"");
            }

            if (fields is null)
            {
                Value(ref reader, values!, here, problems);
            }
            else if (fields.TryGetValue(name, out var field))
            {
                Value(ref reader, field, here, problems);
            }
            else
            {
                problems.Add($"unknown field \"{here}\"");
                reader.Skip();
            }
        }
    }

    private static FrozenDictionary<string, JsonTypeInfo> FieldsOf(JsonTypeInfo type) =>
        Known.GetOrAdd(type.Type, _ => type.Properties.ToFrozenDictionary(p => p.Name, p => Info(type, p.PropertyType), StringComparer.Ordinal));

    private static JsonTypeInfo Info(JsonTypeInfo owner, Type type) =>
        owner.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
}
