using System.Globalization;
using Portcullis.Embedded.Selectors;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Api;

/// <content>get, list and watch.</content>
internal sealed partial class ResourceHandler
{
    /// <summary>The least time after which the API server ends a watch that sets no timeout; it draws up to twice as long.</summary>
    private static readonly TimeSpan MinWatchTimeout = TimeSpan.FromMinutes(30);

    private ApiResult.Single Get(ApiCall call)
    {
        var asked = Version(call, "resourceVersion");
        RefuseFuture(asked);
        return new ApiResult.Single(200, call.Definition, registry.Get(call.Definition, call.Key));
    }

    private static ApiResult.Watch Watch(ApiCall call)
    {
        var query = call.Request.Query;
        var since = Version(call, "resourceVersion");
        var sendInitial = query["sendInitialEvents"];
        var match = query["resourceVersionMatch"];
        if (sendInitial is null && match is not null)
        {
            throw InvalidOptions(
                [
                    FieldError.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"),
                    .. match == "NotOlderThan" ? Array.Empty<FieldError>() : [FieldError.NotSupported("resourceVersionMatch", match, "NotOlderThan")],
                ]);
        }

        if (sendInitial is not null && match != "NotOlderThan")
        {
            throw InvalidOptions(match is null
                ? FieldError.Forbidden("resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")
                : FieldError.NotSupported("resourceVersionMatch", match, "NotOlderThan"));
        }

        var initial = sendInitial is null ? since is null or 0 : query.Flag("sendInitialEvents");
        var bookmarks = query.Flag("allowWatchBookmarks");
        return new ApiResult.Watch(call.Definition, new WatchRequest(
            QueryOf(call),
            initial || since is null or 0 ? null : since,
            bookmarks,
            MarksInitialEnd: initial && sendInitial is not null && bookmarks,
            SkipsInitial: !initial,
            TimeoutOf(query["timeoutSeconds"])));
    }

    private ApiResult.Page List(ApiCall call)
    {
        var options = ListOptions.Parse(call.Request.Query);
        var query = QueryOf(call);
        RefuseFuture(options.AtLeast);
        var table = store[call.Type];
        var (snapshot, revision) = store.Read(table);
        if (options.Continue is { IsConsistent: true } next)
        {
            revision = next.Revision;
            snapshot = store.ReadAt(table, revision) ?? throw new ApiException(ContinueToken.Expired(next));
        }
        else if (options.Exact is { } exact)
        {
            revision = exact;
            snapshot = store.ReadAt(table, exact) ?? throw new ApiException(StatusErrors.Expired("The resourceVersion for the provided list is too old."));
        }

        return PageOf(call, snapshot, revision, query, options);
    }

    private static ApiResult.Page PageOf(ApiCall call, ResourceSnapshot snapshot, long revision, ObjectQuery query, ListOptions options)
    {
        var found = snapshot.In(query.Namespace);
        if (!query.SelectsAll)
        {
            found = found.Where(query.Matches);
        }

        if (options.Continue is { } token)
        {
            found = found.SkipWhile(token.IsBefore);
        }

        if (options.Limit == 0)
        {
            return new ApiResult.Page(call.Definition, [.. found], revision, null, null);
        }

        var items = found.Take(options.Limit + 1).ToList();
        if (items.Count <= options.Limit)
        {
            return new ApiResult.Page(call.Definition, items, revision, null, null);
        }

        items.RemoveAt(options.Limit);
        var next = ContinueToken.After(revision, items[^1].Key).ToString();
        long? remaining = query.SelectsAll ? found.LongCount() - options.Limit : null;
        return new ApiResult.Page(call.Definition, items, revision, next, remaining);
    }

    private static ObjectQuery QueryOf(ApiCall call)
    {
        if (!LabelSelectorText.TryParse(call.Request.Query["labelSelector"], out var labels, out var error))
        {
            throw new ApiException(StatusErrors.BadRequest(error));
        }

        try
        {
            var fields = FieldQuery.Parse(call.Request.Query["fieldSelector"], call.Definition);
            return new ObjectQuery(
                call.Target.Namespace.Length == 0 ? null : call.Target.Namespace,
                labels,
                call.Target.Name is { } name ? fields.AndName(name) : fields);
        }
        catch (FormatException bad)
        {
            throw new ApiException(StatusErrors.BadRequest(bad.Message));
        }
    }

    private static long? Version(ApiCall call, string name) => ListOptions.Version(call.Request.Query[name], name);

    /// <summary>A version that is not there yet is not waited for: the counter only moves when someone writes.</summary>
    private void RefuseFuture(long? asked)
    {
        if (asked is { } wanted && wanted > store.Revision)
        {
            var status = StatusErrors.Timeout($"Too large resource version: {wanted}, current: {store.Revision}", 1);
            throw new ApiException(status with
            {
                Details = status.Details! with
                {
                    Causes = [new StatusCause { Reason = "ResourceVersionTooLarge", Message = "Too large resource version" }],
                },
            });
        }
    }

    private static TimeSpan TimeoutOf(string? seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
            ? TimeSpan.FromSeconds(given)
            : MinWatchTimeout * (1 + Random.Shared.NextDouble());

    private static ApiException InvalidOptions(params IReadOnlyCollection<FieldError> errors) => new(ListOptions.Invalid("ListOptions", errors));
}
