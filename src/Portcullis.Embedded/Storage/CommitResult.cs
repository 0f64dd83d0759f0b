namespace Portcullis.Embedded.Storage;

/// <summary>What became of a write.</summary>
internal abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Written.</summary>
    /// <param name="Object">The new version; for a deletion the last state at the deletion's revision.</param>
    internal sealed record Done(StoredObject Object) : CommitResult;

    /// <summary>Another write came first.</summary>
    /// <param name="Current">What is there now; null when nothing is.</param>
    internal sealed record Stale(StoredObject? Current) : CommitResult;

    /// <summary>The namespace is not there (any more).</summary>
    internal sealed record NoNamespace : CommitResult;
}
