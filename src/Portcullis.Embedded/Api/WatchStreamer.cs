using System.IO.Pipelines;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Printing;
using Portcullis.Embedded.Selectors;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Api;

/// <summary>Writes the changes of a resource as they happen, one JSON document a line.</summary>
/// <param name="store">What is watched.</param>
/// <param name="tables">Writes rows for those who want them.</param>
/// <param name="bookmarkInterval">How often a watch that asked for it hears how far it is.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchStreamer(ObjectStore store, TableWriter tables, TimeSpan bookmarkInterval, TimeProvider time)
{
    public async Task StreamAsync(ApiResult.Watch watch, PipeWriter body, bool asTable, string? include, FaultDecision fault, CancellationToken cancellation)
    {
        var table = store[watch.Definition.Type];
        var request = watch.Request;
        var cursor = store.Watch(table, request.Since);
        var sink = new WatchSink(watch.Definition, body, asTable ? tables : null, include, fault);
        if (cursor.IsTooOld || fault.IsStale)
        {
            sink.Error(StatusErrors.Expired($"too old resource version: {request.Since ?? 0} ({cursor.Oldest})"));
            return;
        }

        try
        {
            if (!request.SkipsInitial)
            {
                await SendInitialAsync(request, cursor, sink, body, cancellation).ConfigureAwait(false);
            }

            await body.FlushAsync(cancellation).ConfigureAwait(false);
            await FollowAsync(request, cursor, sink, body, fault, cancellation).ConfigureAwait(false);
        }
        catch (ConnectionDroppedException)
        {
            // A stream that breaks after some events has delivered those.
            await body.FlushAsync(cancellation).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task SendInitialAsync(WatchRequest request, WatchCursor cursor, WatchSink sink, PipeWriter body, CancellationToken cancellation)
    {
        foreach (var item in cursor.Initial.In(request.Query.Namespace))
        {
            if (request.Query.Matches(item))
            {
                sink.Event("ADDED", item);
                await FlushLongAsync(body, cancellation).ConfigureAwait(false);
            }
        }

        if (request.MarksInitialEnd)
        {
            sink.Bookmark(cursor.Revision, endsInitial: true);
        }
    }

    private async Task FollowAsync(WatchRequest request, WatchCursor cursor, WatchSink sink, PipeWriter body, FaultDecision fault, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var bookmark = new PeriodicTimer(bookmarkInterval, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token, fault.CutToken);
        var tick = request.Bookmarks ? bookmark.WaitForNextTickAsync(ends.Token).AsTask() : Task.Delay(Timeout.InfiniteTimeSpan, time, ends.Token);
        try
        {
            while (true)
            {
                var changed = cursor.Changed();
                if (!cursor.TryRead(out var changes))
                {
                    return;
                }

                if (changes.Count > 0)
                {
                    Send(request.Query, changes, sink);
                    await body.FlushAsync(ends.Token).ConfigureAwait(false);
                    continue;
                }

                if (await Task.WhenAny(changed, tick).ConfigureAwait(false) == tick)
                {
                    await tick.ConfigureAwait(false);
                    Mark(request.Query, cursor, sink);
                    await body.FlushAsync(ends.Token).ConfigureAwait(false);
                    tick = bookmark.WaitForNextTickAsync(ends.Token).AsTask();
                }
            }
        }
        catch (OperationCanceledException) when (fault.CutToken.IsCancellationRequested)
        {
            throw new ConnectionDroppedException();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The time asked for is over: the stream ends in order, after one more word on how far it is.
            if (request.Bookmarks)
            {
                Mark(request.Query, cursor, sink);
            }
        }
    }

    /// <summary>Says how far the watch is by now, whatever resource the last changes were of.</summary>
    private static void Mark(ObjectQuery query, WatchCursor cursor, WatchSink sink)
    {
        if (cursor.TryRead(out var changes))
        {
            Send(query, changes, sink);
            sink.Bookmark(cursor.Revision, endsInitial: false);
        }
    }

    private static void Send(ObjectQuery query, IReadOnlyList<StoreEvent> changes, WatchSink sink)
    {
        foreach (var change in changes)
        {
            var before = change.Previous is { } previous && query.Matches(previous);
            var after = change.Current is { } current && query.Matches(current);
            if (after)
            {
                sink.Event(before ? "MODIFIED" : "ADDED", change.Current!);
            }
            else if (before)
            {
                sink.Deleted(change);
            }
        }
    }

    private static async ValueTask FlushLongAsync(PipeWriter body, CancellationToken cancellation)
    {
        if (body.CanGetUnflushedBytes && body.UnflushedBytes > 64 * 1024)
        {
            await body.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }
}
