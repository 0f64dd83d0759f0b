using Portcullis.Client.Watching;

namespace Portcullis.Client.Requests;

/// <summary>What a WATCH reports, from which version on, and for how long.</summary>
public sealed record WatchOptions
{
    /// <summary>How much longer than <see cref="Timeout"/> silence is borne before the connection counts as dead.</summary>
    public static readonly TimeSpan DefaultIdleMargin = TimeSpan.FromSeconds(30);

    /// <summary>A label selector in its text form.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Events after this version; null starts with the present objects as if they were just added.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>When the server ends the watch by itself; sent as <c>timeoutSeconds</c>. Default 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Silence for longer than <see cref="Timeout"/> plus this is a failure. Default <see cref="DefaultIdleMargin"/>.</summary>
    public TimeSpan IdleMargin { get; init; } = DefaultIdleMargin;

    /// <summary>Whether the server may send <see cref="WatchEvent{T}.Bookmark"/> events. Default true.</summary>
    public bool AllowBookmarks { get; init; } = true;
}
