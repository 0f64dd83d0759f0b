using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Tests.Json;

/// <summary>What the JSON context knows, found by walking it, so that no wire type escapes the tests.</summary>
internal static class WireTypes
{
    /// <summary>Everything the context can serialise on its own: objects, lists and the like.</summary>
    public static IReadOnlyList<JsonTypeInfo> Roots { get; } =
    [
        .. typeof(ModelJson).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.IsAssignableTo(typeof(JsonTypeInfo)))
            .Select(property => (JsonTypeInfo)property.GetValue(ModelJson.Default)!)
    ];

    /// <summary>Every record among them.</summary>
    public static IReadOnlyList<Type> Records { get; } = [.. Roots.Select(root => root.Type).Where(IsRecord)];

    /// <summary>True when a value of the type may hold several others.</summary>
    public static bool IsCollection(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    /// <summary>A value in which every property is set, down to the bottom.</summary>
    public static object Fill(Type type) => Nullable.GetUnderlyingType(type) switch
    {
        { } underlying => Fill(underlying),
        _ when Scalars.TryGetValue(type, out var scalar) => scalar,
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => FillList(type.GetGenericArguments()[0]),
        _ when type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) || type.GetGenericTypeDefinition() == typeof(IDictionary<,>)) => FillMap(type.GetGenericArguments()[1]),
        _ => FillRecord(type),
    };

    private static readonly Dictionary<Type, object> Scalars = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 1L << 40,
        [typeof(byte[])] = "bytes"u8.ToArray(),
        [typeof(Quantity)] = Quantity.Parse("1536Mi"),
        [typeof(IntOrString)] = IntOrString.Of("http"),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        [typeof(JsonElement)] = JsonElement.Parse("""{"kept":[1,"two",null]}"""),
    };

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static Array FillList(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Fill(item), 0);
        return list;
    }

    private static IDictionary FillMap(Type value)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        map["key"] = Fill(value);
        return map;
    }

    private static object FillRecord(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(record, Fill(property.PropertyType));
        }

        return record;
    }
}
