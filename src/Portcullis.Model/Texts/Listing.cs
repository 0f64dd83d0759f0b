namespace Portcullis.Model.Texts;

/// <summary>Names and lines, cut short where there are many: a sentence that names hundreds is read by nobody.</summary>
public static class Listing
{
    private const int MostNames = 5;
    private const int MostLines = 20;

    /// <summary><c>a, b, c, d, e and 7 more</c>. One more than the limit is named rather than counted.</summary>
    /// <param name="names">The names, in their order.</param>
    public static string Of(IEnumerable<string> names)
    {
        var all = names as IReadOnlyCollection<string> ?? [.. names];
        return all.Count <= MostNames + 1 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostNames))} and {all.Count - MostNames} more";
    }

    /// <summary>The lines, or the first of them and a last one that counts the rest.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="most">How many are shown.</param>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> lines, int most = MostLines) =>
        lines.Count <= most ? lines : [.. lines.Take(most), $"and {lines.Count - most} more"];

    /// <summary><c>1 pod</c>, <c>2 pods</c>, <c>3 policies</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    public static string Count(int count, string noun) => $"{count} {(count == 1 ? noun : Plural(noun))}";

    private static string Plural(string noun) => noun.EndsWith('y') ? $"{noun[..^1]}ies" : noun.EndsWith('s') ? $"{noun}es" : $"{noun}s";
}
