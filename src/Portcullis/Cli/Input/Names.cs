namespace Portcullis.Cli.Input;

/// <summary>Lists of names within a sentence.</summary>
internal static class Names
{
    private const int Most = 5;
    private const int MostLines = 20;

    /// <summary><c>a, b, c and 4 more</c>.</summary>
    /// <param name="names">The names.</param>
    public static string Listed(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= Most + 1 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more";
    }

    /// <summary>The first lines, and how many there are beyond.</summary>
    /// <param name="lines">The lines.</param>
    public static IEnumerable<string> Cut(IReadOnlyList<string> lines) =>
        lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), $"and {lines.Count - MostLines} more of the kind"];

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : noun.EndsWith('y') ? $"{count} {noun[..^1]}ies" : $"{count} {noun}s";
}
