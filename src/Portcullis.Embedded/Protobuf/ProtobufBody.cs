using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Portcullis.Embedded.Protobuf;

/// <summary>Turns the protobuf that kubectl's imperative commands send into the JSON that the server reads.</summary>
/// <remarks>
/// Only for the kinds in <see cref="ProtoSchemas"/>; a kind or a field that is not there is refused, never dropped.
/// <see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding-idl"/>
/// </remarks>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>The JSON of a body.</summary>
    /// <exception cref="FormatException">The body is malformed, or of a kind or with a field that is not read.</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw new FormatException("provided data does not appear to be a protobuf message, expected prefix 6b387300");
        }

        var (apiVersion, kind, raw) = Open(body[Magic.Length..]);
        var fields = ProtoSchemas.Find(kind) ?? throw new FormatException($"a {kind} is not read from protobuf by this server");
        var buffer = new ArrayBufferWriter<byte>(raw.Length * 2);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("apiVersion", apiVersion);
            WriteFields(json, raw, fields);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static (string ApiVersion, string Kind, byte[] Raw) Open(ReadOnlySpan<byte> envelope)
    {
        var (apiVersion, kind) = ("", "");
        byte[] raw = [];
        var reader = new ProtoReader(envelope);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                var type = new ProtoReader(reader.Bytes);
                while (type.Read())
                {
                    (apiVersion, kind) = type.Field == 1 ? (Encoding.UTF8.GetString(type.Bytes), kind) : (apiVersion, Encoding.UTF8.GetString(type.Bytes));
                }
            }
            else if (reader.Field == 2)
            {
                raw = reader.Bytes.ToArray();
            }
        }

        return (apiVersion, kind, raw);
    }

    private static void WriteFields(Utf8JsonWriter json, ReadOnlySpan<byte> message, IReadOnlyDictionary<int, ProtoField> fields)
    {
        // The items of a list or map may stand apart on the wire; in JSON they stand together.
        foreach (var number in NumbersIn(message))
        {
            var field = fields.GetValueOrDefault(number) ?? throw new FormatException($"field {number} is not read from protobuf by this server");
            if (field.Kind == ProtoKind.Ignored)
            {
                continue;
            }

            var reader = new ProtoReader(message);
            if (field.Map || field.Repeated)
            {
                WriteMany(json, ref reader, number, field);
                continue;
            }

            while (reader.Read())
            {
                if (reader.Field == number && !(field.Kind == ProtoKind.Text && reader.Bytes.IsEmpty))
                {
                    json.WritePropertyName(field.Name);
                    WriteValue(json, reader, field);
                }
            }
        }
    }

    private static SortedSet<int> NumbersIn(ReadOnlySpan<byte> message)
    {
        var numbers = new SortedSet<int>();
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            numbers.Add(reader.Field);
        }

        return numbers;
    }

    private static void WriteMany(Utf8JsonWriter json, ref ProtoReader reader, int number, ProtoField field)
    {
        json.WritePropertyName(field.Name);
        if (field.Map)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartArray();
        }

        while (reader.Read())
        {
            if (reader.Field != number)
            {
                continue;
            }

            if (field.Map)
            {
                WriteEntry(json, reader.Bytes, field);
            }
            else
            {
                WriteValue(json, reader, field);
            }
        }

        if (field.Map)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    /// <summary>An entry of a map is a message of a key and a value.</summary>
    private static void WriteEntry(Utf8JsonWriter json, ReadOnlySpan<byte> entry, ProtoField field)
    {
        var key = "";
        ReadOnlySpan<byte> value = default;
        var reader = new ProtoReader(entry);
        while (reader.Read())
        {
            if (reader.Field == 1)
            {
                key = Encoding.UTF8.GetString(reader.Bytes);
            }
            else
            {
                value = reader.Bytes;
            }
        }

        json.WritePropertyName(key);
        switch (field.Kind)
        {
            case ProtoKind.Bytes:
                json.WriteBase64StringValue(value);
                break;
            case ProtoKind.Quantity:
                json.WriteStringValue(Inner(value));
                break;
            default:
                json.WriteStringValue(value);
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter json, ProtoReader reader, ProtoField field)
    {
        switch (field.Kind)
        {
            case ProtoKind.Number:
                json.WriteNumberValue((long)reader.Number);
                break;
            case ProtoKind.Flag:
                json.WriteBooleanValue(reader.Number != 0);
                break;
            case ProtoKind.Bytes:
                json.WriteBase64StringValue(reader.Bytes);
                break;
            case ProtoKind.Quantity:
                json.WriteStringValue(Inner(reader.Bytes));
                break;
            case ProtoKind.NumberOrName:
                WriteNumberOrName(json, reader.Bytes);
                break;
            case ProtoKind.Message:
                json.WriteStartObject();
                WriteFields(json, reader.Bytes, field.Message!);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(reader.Bytes);
                break;
        }
    }

    private static void WriteNumberOrName(Utf8JsonWriter json, ReadOnlySpan<byte> message)
    {
        var (isName, number) = (false, 0L);
        ReadOnlySpan<byte> name = default;
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    isName = reader.Number == 1;
                    break;
                case 2:
                    number = (long)reader.Number;
                    break;
                default:
                    name = reader.Bytes;
                    break;
            }
        }

        if (isName)
        {
            json.WriteStringValue(name);
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        return reader.Read() ? reader.Bytes : default;
    }
}
