namespace Portcullis.Embedded.Protobuf;

/// <summary>A field of a message, and how it stands in JSON.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Kind">What it holds; of a map, what its values hold.</param>
/// <param name="Message">The fields of the message it holds.</param>
/// <param name="Repeated">Whether it is a list.</param>
/// <param name="Map">Whether it is a map from texts.</param>
internal sealed record ProtoField(
    string Name,
    ProtoKind Kind = ProtoKind.Text,
    IReadOnlyDictionary<int, ProtoField>? Message = null,
    bool Repeated = false,
    bool Map = false);
