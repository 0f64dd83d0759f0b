using Portcullis.Embedded.Storage;

namespace Portcullis.Embedded.Objects;

/// <summary>What an update left behind.</summary>
/// <param name="Object">The object as it is now.</param>
/// <param name="Created">Whether the update created it.</param>
internal sealed record UpdateOutcome(StoredObject Object, bool Created = false);

/// <summary>What a deletion left behind.</summary>
/// <param name="Object">The last state.</param>
/// <param name="Removed">False when it stays for now: stopped gracefully, or held by finalizers.</param>
internal sealed record DeleteOutcome(StoredObject Object, bool Removed);
