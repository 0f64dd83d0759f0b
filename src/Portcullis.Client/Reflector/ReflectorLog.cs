using Microsoft.Extensions.Logging;

namespace Portcullis.Client;

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

    [LoggerMessage(2004, LogLevel.Debug, "the server closed the watch of {Resource}")]
    public static partial void Closed(ILogger logger, string resource);
}
