using System.Buffers;
using System.Text.Json;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Printing;

/// <summary>Writes <c>meta.k8s.io/v1</c> tables. <see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables"/></summary>
internal sealed class TableWriter(ITablePrinter printer, TimeProvider time)
{
    public void Write(
        IBufferWriter<byte> body,
        ResourceDefinition definition,
        IReadOnlyList<StoredObject> items,
        string? resourceVersion,
        string? next,
        long? remaining,
        string? include,
        bool withColumns = true)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("kind", "Table");
        json.WriteString("apiVersion", "meta.k8s.io/v1");
        json.WritePropertyName("metadata");
        JsonSerializer.Serialize(
            json,
            new ListMeta { ResourceVersion = resourceVersion, Continue = next, RemainingItemCount = remaining },
            ModelJson.Default.ListMeta);
        if (withColumns)
        {
            WriteColumns(json, definition.Type);
        }
        else
        {
            json.WriteNull("columnDefinitions");
        }

        json.WriteStartArray("rows");
        var now = time.GetUtcNow();
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteStartArray("cells");
            printer.WriteCells(json, definition.Type, item.Value, now);
            json.WriteEndArray();
            WriteRowObject(json, definition.Type, item, include);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteColumns(Utf8JsonWriter json, ResourceType type)
    {
        json.WriteStartArray("columnDefinitions");
        foreach (var column in printer.Columns(type))
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteString("format", column.Format);
            json.WriteString("description", column.Description);
            json.WriteNumber("priority", column.Priority);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRowObject(Utf8JsonWriter json, ResourceType type, StoredObject item, string? include)
    {
        switch (include)
        {
            case "None":
                json.WriteNull("object");
                return;
            case "Object":
                var whole = new ArrayBufferWriter<byte>(item.Json.Length + 64);
                ResponseWriter.WriteObject(whole, type, item.Json);
                json.WritePropertyName("object");
                json.WriteRawValue(whole.WrittenSpan, skipInputValidation: true);
                return;
            default:
                json.WriteStartObject("object");
                json.WriteString("kind", "PartialObjectMetadata");
                json.WriteString("apiVersion", "meta.k8s.io/v1");
                json.WritePropertyName("metadata");
                JsonSerializer.Serialize(json, item.Value.Metadata, ModelJson.Default.ObjectMeta);
                json.WriteEndObject();
                return;
        }
    }
}
