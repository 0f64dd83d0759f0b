using Microsoft.Extensions.Logging;

namespace Portcullis.Client.Reflecting;

/// <summary>What reflectors log; event ids 2000 to 2019.</summary>
internal static partial class ReflectorLog
{
    [LoggerMessage(2000, LogLevel.Debug, "listed {Resource}: {Count} objects at version {ResourceVersion}")]
    public static partial void Listed(ILogger logger, string resource, int count, string resourceVersion);

    [LoggerMessage(2001, LogLevel.Debug, "watching {Resource} from version {ResourceVersion}")]
    public static partial void Watching(ILogger logger, string resource, string resourceVersion);

    [LoggerMessage(2002, LogLevel.Warning, "mirroring {Resource} failed, next attempt in {DelayMilliseconds} ms")]
    public static partial void Failed(ILogger logger, Exception error, string resource, long delayMilliseconds);

    [LoggerMessage(2003, LogLevel.Error, "a subscriber to {Resource} failed")]
    public static partial void SubscriberFailed(ILogger logger, Exception error, string resource);

    [LoggerMessage(2009, LogLevel.Debug, "mirroring {Resource} failed as before, next attempt in {DelayMilliseconds} ms")]
    public static partial void FailedAgain(ILogger logger, Exception error, string resource, long delayMilliseconds);

    [LoggerMessage(2005, LogLevel.Information, "listed {Resource} anew ({Reason}): {Count} objects at version {ResourceVersion}")]
    public static partial void ListedAnew(ILogger logger, string resource, string reason, int count, string resourceVersion);

    [LoggerMessage(2006, LogLevel.Warning, "the cluster went back: {Resource} stood at version {Seen} and stands at {ResourceVersion} now; an older copy of its data was put back, or this is another cluster. The store is as the cluster now")]
    public static partial void WentBack(ILogger logger, string resource, string seen, string resourceVersion);

    [LoggerMessage(2007, LogLevel.Warning, "the watch of {Resource} had been silent for {Seconds} s and had missed changes: something on the way swallows what the API server says")]
    public static partial void Swallowed(ILogger logger, string resource, long seconds);

    [LoggerMessage(2008, LogLevel.Information, "the watch of {Resource} was silent for {Seconds} s though nothing had happened: this API server sends no bookmarks in time, so that it will be listed now and then")]
    public static partial void NoBookmarks(ILogger logger, string resource, long seconds);

    [LoggerMessage(2004, LogLevel.Debug, "the server closed the watch of {Resource}")]
    public static partial void Closed(ILogger logger, string resource);
}
