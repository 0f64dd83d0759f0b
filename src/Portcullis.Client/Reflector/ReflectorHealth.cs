namespace Portcullis.Client;

/// <summary>How a <see cref="Reflector{T}"/> is doing.</summary>
/// <param name="Connected">Whether a watch is open.</param>
/// <param name="LastEventAt">When the last page, event or bookmark arrived; null before the first.</param>
/// <param name="LastError">The last failure; null when there was none. Kept after recovery, see <paramref name="Connected"/>.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="Lists">How many times a whole list was taken over.</param>
public sealed record ReflectorHealth(bool Connected, DateTimeOffset? LastEventAt, Exception? LastError, DateTimeOffset? LastErrorAt, long Lists);
