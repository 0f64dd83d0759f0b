using System.Globalization;
using System.Text;
using Portcullis.Embedded.Resources;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Storage;

/// <summary>One version of one object: the typed value, and its JSON without <c>apiVersion</c> and <c>kind</c>.</summary>
/// <remarks>
/// Immutable and shared by readers, watchers and lists; the JSON is made once a version. Items of a list carry no
/// type on the wire (a Go server leaves them out), single objects and watch events do.
/// </remarks>
internal sealed class StoredObject
{
    private StoredObject? _later;

    public StoredObject(KubernetesObject value, byte[] json, long revision, string manager)
    {
        Value = value;
        Json = json;
        Revision = revision;
        Manager = manager;
        Key = NamespacedName.Of(value.Metadata);
    }

    public KubernetesObject Value { get; }

    /// <summary>The JSON object, without <c>apiVersion</c> and <c>kind</c>.</summary>
    public byte[] Json { get; }

    /// <summary>The resourceVersion as a number.</summary>
    public long Revision { get; }

    /// <summary>Who created it, which server-side apply names as the owner of fields nobody applied.</summary>
    public string Manager { get; }

    public NamespacedName Key { get; }

    public string Uid => Value.Metadata.Uid ?? "";

    /// <summary>A resourceVersion as it stands on the wire.</summary>
    public static string Version(long revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Same object as of another revision, such as the last state in a DELETED event.</summary>
    public StoredObject At(long revision, ResourceDefinition definition)
    {
        if (_later is { } known && known.Revision == revision)
        {
            return known;
        }

        var value = Value with { Metadata = Value.Metadata with { ResourceVersion = Version(revision) } };
        return _later = new StoredObject(value, definition.Serialize(value), revision, Manager);
    }

    public override string ToString() => $"{Key}@{Revision}: {Encoding.UTF8.GetString(Json)}";
}
