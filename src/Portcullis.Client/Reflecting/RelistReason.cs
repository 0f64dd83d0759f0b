namespace Portcullis.Client.Reflecting;

/// <summary>Why a whole list was taken over.</summary>
public enum RelistReason
{
    /// <summary>It was the first.</summary>
    First,

    /// <summary>A connection broke, or a request failed: whoever answers next may have other data.</summary>
    Broken,

    /// <summary>The server ended a watch before the time that it was asked for.</summary>
    EndedEarly,

    /// <summary>The server has forgotten the changes since the version that was seen.</summary>
    Expired,

    /// <summary>A watch was open and said nothing for too long.</summary>
    Silent,

    /// <summary>A watch was quiet on a server that sends no bookmarks; nothing had gone wrong.</summary>
    Quiet,

    /// <summary>The server was behind what had been seen of it.</summary>
    Behind,
}

/// <summary>The words for <see cref="RelistReason"/> in logs and metrics.</summary>
public static class RelistReasons
{
    /// <summary>The word: <c>first</c>, <c>broken</c>, <c>ended_early</c>, <c>expired</c>, <c>silent</c>, <c>quiet</c> or <c>behind</c>.</summary>
    /// <param name="reason">The reason.</param>
    public static string ToWire(this RelistReason reason) => reason switch
    {
        RelistReason.First => "first",
        RelistReason.Broken => "broken",
        RelistReason.EndedEarly => "ended_early",
        RelistReason.Expired => "expired",
        RelistReason.Silent => "silent",
        RelistReason.Quiet => "quiet",
        RelistReason.Behind => "behind",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
