using Portcullis.Model.Wire;

namespace Portcullis.Client.Requests;

/// <summary>What a DELETE answered: an acknowledgement, or the object while it ends gracefully.</summary>
/// <typeparam name="T">The wire type.</typeparam>
/// <param name="Uid">The UID of what was deleted, where the server said it.</param>
/// <param name="Object">The object as it stands; null when it is gone already.</param>
public sealed record DeleteOutcome<T>(string? Uid, T? Object)
    where T : KubernetesObject;
