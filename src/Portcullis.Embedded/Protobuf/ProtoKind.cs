namespace Portcullis.Embedded.Protobuf;

/// <summary>What a field of a message holds.</summary>
internal enum ProtoKind
{
    /// <summary>UTF-8 text; the empty text is an absent field, as Go writes it.</summary>
    Text,

    /// <summary>Bytes, in base64 in JSON.</summary>
    Bytes,

    /// <summary>A signed number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A message of its own.</summary>
    Message,

    /// <summary>A quantity: a message around its text.</summary>
    Quantity,

    /// <summary>A number or a name: a message that says which.</summary>
    NumberOrName,

    /// <summary>A field that the server sets itself, whatever is sent.</summary>
    Ignored,
}
