namespace Portcullis.Embedded.Patching;

/// <summary>A patch cannot be applied.</summary>
/// <param name="message">Why not.</param>
/// <param name="kind">What kind of fault it is.</param>
internal sealed class PatchException(string message, PatchFault kind = PatchFault.Malformed) : Exception(message)
{
    public PatchFault Kind { get; } = kind;
}

/// <summary>Kinds of faults, each answered with a code of its own.</summary>
internal enum PatchFault
{
    /// <summary>400: it is no patch.</summary>
    Malformed,

    /// <summary>422: it is well-formed, and does not fit the object.</summary>
    DoesNotFit,

    /// <summary>500: the API server has not thought of it.</summary>
    Unforeseen,
}
