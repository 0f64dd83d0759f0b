namespace Portcullis.Embedded.Patching;

/// <summary>A patch cannot be applied.</summary>
/// <param name="message">Why not.</param>
/// <param name="isRejected">True when the patch is well-formed and does not fit the object.</param>
internal sealed class PatchException(string message, bool isRejected = false) : Exception(message)
{
    public bool IsRejected { get; } = isRejected;
}
