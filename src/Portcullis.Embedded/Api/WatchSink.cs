using System.Buffers;
using System.Text.Json;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Printing;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>Writes watch events into a body.</summary>
/// <param name="definition">The resource watched.</param>
/// <param name="body">Where to.</param>
/// <param name="tables">Not null when each object goes out as a table of one row.</param>
/// <param name="include">How much of an object a table row carries.</param>
/// <param name="fault">May cut the stream after so many events.</param>
internal sealed class WatchSink(ResourceDefinition definition, IBufferWriter<byte> body, TableWriter? tables, string? include, FaultDecision fault)
{
    private static readonly JsonEncodedText InitialEventsEnd = JsonEncodedText.Encode("k8s.io/initial-events-end");

    /// <summary>Only the first table of a watch says what its columns are.</summary>
    private bool _hasColumns;

    public void Event(string type, StoredObject item)
    {
        fault.BeforeWatchEvent();
        ResponseWriter.Write(body, $"{{\"type\":\"{type}\",\"object\":");
        if (tables is null)
        {
            ResponseWriter.WriteObject(body, definition.Type, item.Json);
        }
        else
        {
            tables.Write(body, definition, [item], item.Value.Metadata.ResourceVersion, null, null, include, withColumns: !_hasColumns);
            _hasColumns = true;
        }

        ResponseWriter.Write(body, "}\n");
    }

    /// <summary>The object is gone, or no longer among those selected: its last selected state, at the revision of the change.</summary>
    public void Deleted(StoreEvent change) => Event("DELETED", change.Previous!.At(change.Revision, definition));

    public void Bookmark(long revision, bool endsInitial)
    {
        ResponseWriter.Write(body, $"{{\"type\":\"BOOKMARK\",\"object\":{{\"kind\":\"{definition.Type.Kind}\",\"apiVersion\":\"{definition.Type.ApiVersion}\",\"metadata\":{{");
        ResponseWriter.Write(body, $"\"resourceVersion\":\"{StoredObject.Version(revision)}\",\"creationTimestamp\":null");
        if (endsInitial)
        {
            ResponseWriter.Write(body, $",\"annotations\":{{\"{InitialEventsEnd}\":\"true\"}}");
        }

        ResponseWriter.Write(body, "}}}\n");
    }

    public void Error(Status status)
    {
        ResponseWriter.Write(body, "{\"type\":\"ERROR\",\"object\":");
        ResponseWriter.Write(body, JsonSerializer.SerializeToUtf8Bytes(status, ModelJson.Default.Status));
        ResponseWriter.Write(body, "}\n");
    }
}
