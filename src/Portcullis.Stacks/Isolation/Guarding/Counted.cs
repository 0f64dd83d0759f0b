namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Numbers of things, in words.</summary>
internal static class Counted
{
    // A sentence that names hundreds is read by nobody.
    private const int MostNamed = 5;

    /// <summary><c>1 pod</c>, <c>2 pods</c>.</summary>
    public static string Of(int count, string noun) => $"{count} {Plural(count, noun)}";

    /// <summary><c>a, b, c, d, e and 7 more</c>.</summary>
    public static string Named(IReadOnlyCollection<string> names) =>
        names.Count <= MostNamed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";

    private static string Plural(int count, string noun) => count == 1 ? noun : noun.EndsWith('y') ? $"{noun[..^1]}ies" : noun.EndsWith('s') ? $"{noun}es" : $"{noun}s";
}
