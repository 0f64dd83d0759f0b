using System.IO.Pipelines;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Selectors;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <summary>The answer to a request, before it is written.</summary>
internal abstract record ApiResult
{
    private ApiResult()
    {
    }

    /// <summary>Warnings for the caller, each a header.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>One object.</summary>
    internal sealed record Single(int Code, ResourceDefinition Definition, StoredObject Object) : ApiResult;

    /// <summary>A page of objects.</summary>
    internal sealed record Page(ResourceDefinition Definition, IReadOnlyList<StoredObject> Items, long Revision, string? Continue, long? Remaining) : ApiResult;

    /// <summary>A Status.</summary>
    internal sealed record Outcome(Status Status) : ApiResult;

    /// <summary>A stream of changes.</summary>
    internal sealed record Watch(ResourceDefinition Definition, WatchRequest Request) : ApiResult;

    /// <summary>A body made by other means.</summary>
    internal sealed record Raw(int Code, string ContentType, ReadOnlyMemory<byte> Bytes) : ApiResult;

    /// <summary>A body that is written over time.</summary>
    internal sealed record Stream(string ContentType, Func<PipeWriter, CancellationToken, Task> WriteAsync) : ApiResult;
}

/// <summary>What a watch asks for.</summary>
/// <param name="Query">Which objects.</param>
/// <param name="Since">The revision to go on from; null begins with the current objects.</param>
/// <param name="Bookmarks">Whether to send bookmarks.</param>
/// <param name="MarksInitialEnd">Whether a bookmark marks the end of the current objects.</param>
/// <param name="SkipsInitial">Whether the current objects are left out although no revision was given.</param>
/// <param name="Timeout">When the server ends it.</param>
internal sealed record WatchRequest(ObjectQuery Query, long? Since, bool Bookmarks, bool MarksInitialEnd, bool SkipsInitial, TimeSpan Timeout);
