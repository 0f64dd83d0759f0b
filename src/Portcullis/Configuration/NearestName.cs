namespace Portcullis.Configuration;

/// <summary>Guesses which name was meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate that is the fewest edits away; the first of several in ordinal order.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="candidates">The names there are; at least one.</param>
    public static string Of(string name, IEnumerable<string> candidates) =>
        candidates.Order(StringComparer.Ordinal).MinBy(candidate => Distance(name, candidate))
        ?? throw new ArgumentException("there are no names to choose from", nameof(candidates));

    /// <summary>How many letters must be added, dropped or changed to get from one to the other (Levenshtein).</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    public static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(changed, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
