using System.Collections.Immutable;
using Portcullis.Client.Watching;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Reflecting;

/// <summary>The list-and-watch loop as a pure function from a state and what happened to what comes next.</summary>
/// <remarks>
/// <para>
/// A watch is gone on from in one case alone: the server ended it when it was asked to, and takes the next one at once.
/// After anything else (a connection that broke, a request that failed, an early end, silence) whoever answers may
/// have other data: restored from a backup and perhaps written past what was seen, so that no version tells. Only a
/// list does, and it is read anew.
/// </para>
/// <see href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes"/>
/// </remarks>
internal static class ReflectorMachine
{
    private static readonly ReflectorPause Backoff = new ReflectorPause.Backoff();

    /// <param name="state">Where the reflector stands.</param>
    /// <param name="input">What came of its last action.</param>
    /// <param name="absentMeansEmpty">Whether a resource that the server does not know counts as one without objects.</param>
    /// <exception cref="InvalidOperationException">The input cannot come in this state.</exception>
    public static ReflectorStep<T> Step<T>(ReflectorState<T> state, ReflectorInput<T> input, bool absentMeansEmpty)
        where T : KubernetesObject => (state, input) switch
        {
            (ReflectorState<T>.Empty, ReflectorInput<T>.PageRead read) => Paged([], read.Page),
            (ReflectorState<T>.Paging paging, ReflectorInput<T>.PageRead read) => Paged(paging.Pages, read.Page),
            (ReflectorState<T>.Listed, ReflectorInput<T>.WatchOpened { TooLate: true }) => Anew<T>(RelistReason.Broken, null),
            (ReflectorState<T>.Listed listed, ReflectorInput<T>.WatchOpened) => new(new ReflectorState<T>.Watching(listed.ResourceVersion)),
            (ReflectorState<T>.Watching watching, ReflectorInput<T>.EventRead read) => Happened(watching, read.Event),
            (ReflectorState<T>.Watching watching, ReflectorInput<T>.WatchEnded { IsDue: true }) => new(new ReflectorState<T>.Listed(watching.ResourceVersion)),
            (ReflectorState<T>.Watching, ReflectorInput<T>.WatchEnded) => Anew<T>(RelistReason.EndedEarly, Backoff),
            (ReflectorState<T>.Watching, ReflectorInput<T>.Quiet) => Anew<T>(RelistReason.Quiet, null),

            (ReflectorState<T>.Empty, ReflectorInput<T>.Failed { Failure.Kind: ReflectorFailureKind.Absent }) when absentMeansEmpty =>
                new(new ReflectorState<T>.Empty(false), new StoreEffect<T>.Replace([], ""), new ReflectorPause.Absent()),
            (ReflectorState<T>.Empty, ReflectorInput<T>.Failed failed) => new(state, Pause: PauseOf(failed.Failure)),
            (ReflectorState<T>.Paging, ReflectorInput<T>.Failed failed) => PagingFailed(state, failed.Failure),
            (ReflectorState<T>.Listed or ReflectorState<T>.Watching, ReflectorInput<T>.Failed failed) => WatchFailed<T>(failed.Failure),
            _ => throw new InvalidOperationException($"{input.GetType().Name} cannot follow {state.GetType().Name}"),
        };

    private static ReflectorStep<T> Paged<T>(ImmutableList<IReadOnlyList<T>> before, KubernetesList<T> page)
        where T : KubernetesObject
    {
        var pages = before.Add(page.Items);
        if (page.Metadata.Continue is { Length: > 0 } token)
        {
            return new(new ReflectorState<T>.Paging(token, pages));
        }
        return page.Metadata.ResourceVersion is { Length: > 0 } version
            ? new(new ReflectorState<T>.Listed(version), new StoreEffect<T>.Replace(pages, version))
            : new(new ReflectorState<T>.Empty(false), Pause: Backoff);
    }

    private static ReflectorStep<T> Happened<T>(ReflectorState<T>.Watching watching, WatchEvent<T> read)
        where T : KubernetesObject => read switch
        {
            WatchEvent<T>.Failed failed => WatchFailed<T>(ReflectorFailure.Of(failed.Status)),
            _ when IsBehind(read, watching.ResourceVersion) => WatchFailed<T>(new(ReflectorFailureKind.Behind)),
            WatchEvent<T>.Added added => Applied(added.Object),
            WatchEvent<T>.Modified modified => Applied(modified.Object),
            WatchEvent<T>.Deleted deleted => new(At(deleted.Object), new StoreEffect<T>.Delete(deleted.Object)),
            WatchEvent<T>.Bookmark bookmark => new(new ReflectorState<T>.Watching(bookmark.ResourceVersion), new StoreEffect<T>.Advance(bookmark.ResourceVersion)),
            _ => throw new InvalidOperationException($"unknown watch event {read.GetType().Name}"),
        };

    /// <summary>A watch goes forward only: a version from before is the word of a server that is behind.</summary>
    private static bool IsBehind<T>(WatchEvent<T> read, string seen)
        where T : KubernetesObject => ResourceVersions.IsBefore(
            read switch
            {
                WatchEvent<T>.Added added => added.Object.Metadata.ResourceVersion,
                WatchEvent<T>.Modified modified => modified.Object.Metadata.ResourceVersion,
                WatchEvent<T>.Deleted deleted => deleted.Object.Metadata.ResourceVersion,
                WatchEvent<T>.Bookmark bookmark => bookmark.ResourceVersion,
                _ => null,
            },
            seen);

    private static ReflectorStep<T> Applied<T>(T value)
        where T : KubernetesObject => new(At(value), new StoreEffect<T>.Apply(value));

    /// <summary>Decoding has made sure that every event has a version.</summary>
    private static ReflectorState<T>.Watching At<T>(T value)
        where T : KubernetesObject => new(value.Metadata.ResourceVersion!);

    /// <summary>
    /// Pages are kept only when the server itself asks for patience: behind a failure another one may answer, and pages
    /// of two would be mixed. When the token has expired, paging again might take as long again, so everything is asked
    /// for at once.
    /// </summary>
    private static ReflectorStep<T> PagingFailed<T>(ReflectorState<T> state, ReflectorFailure failure)
        where T : KubernetesObject => failure switch
        {
            { Kind: ReflectorFailureKind.Passing, RetryAfter: not null } => new(state, Pause: PauseOf(failure)),
            { Kind: ReflectorFailureKind.Expired } => new(new ReflectorState<T>.Empty(WholeList: true)),
            _ => new(new ReflectorState<T>.Empty(WholeList: false), Pause: PauseOf(failure)),
        };

    private static ReflectorStep<T> WatchFailed<T>(ReflectorFailure failure)
        where T : KubernetesObject => failure.Kind switch
        {
            ReflectorFailureKind.Expired => Anew<T>(RelistReason.Expired, PauseOf(failure)),
            ReflectorFailureKind.Silent => Anew<T>(RelistReason.Silent, new ReflectorPause.AfterSilence()),
            ReflectorFailureKind.Behind => Anew<T>(RelistReason.Behind, null),
            _ => Anew<T>(RelistReason.Broken, PauseOf(failure)),
        };

    private static ReflectorStep<T> Anew<T>(RelistReason reason, ReflectorPause? pause)
        where T : KubernetesObject => new(new ReflectorState<T>.Empty(WholeList: false), Pause: pause, Relist: reason);

    private static ReflectorPause PauseOf(ReflectorFailure failure) =>
        failure.RetryAfter is { } asked ? new ReflectorPause.AtLeast(asked) : Backoff;
}
