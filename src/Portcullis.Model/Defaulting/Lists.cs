namespace Portcullis.Model.Defaulting;

/// <summary>Maps lists that may be absent.</summary>
internal static class Lists
{
    public static IReadOnlyList<T>? Map<T>(this IReadOnlyList<T>? list, Func<T, T> map) => list is null ? null : [.. list.Select(map)];
}
