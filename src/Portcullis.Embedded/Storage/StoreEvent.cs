namespace Portcullis.Embedded.Storage;

/// <summary>One change of one object.</summary>
/// <param name="Revision">When it happened.</param>
/// <param name="Previous">What was there before; null for a creation.</param>
/// <param name="Current">What is there now; null for a deletion.</param>
internal sealed record StoreEvent(long Revision, StoredObject? Previous, StoredObject? Current)
{
    /// <summary>The state that names the object: the current one, or the last one of a deleted object.</summary>
    public StoredObject Subject => Current ?? Previous!;
}
