using System.Collections.Frozen;

namespace Portcullis.Admission.Reading;

/// <summary>The names of the fields of one kind of object in the Kubernetes API, through 1.36.</summary>
internal sealed class KnownFields(params string[] names)
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True where any name is legal, as in a map; the known ones then only serve for hints.</summary>
    public bool IsMap { get; init; }

    /// <summary>What to do instead of setting a field that is forbidden, by its name.</summary>
    public IReadOnlyDictionary<string, string> Hints { get; init; } = FrozenDictionary<string, string>.Empty;

    public bool Accepts(string name) => IsMap || _names.Contains(name);

    /// <summary>What to do instead, or which field was probably meant; null where there is nothing to say.</summary>
    public string? HintFor(string name) =>
        Hints.TryGetValue(name, out var hint) ? hint
        : !_names.Contains(name) && Nearest(name) is { } nearest ? $"did you mean \"{nearest}\"?"
        : null;

    private string? Nearest(string name)
    {
        if (name.Length > 64)
        {
            return null;
        }

        var most = Math.Max(1, name.Length / 4);
        return _names
            .Select(known => (Name: known, Distance: Distance(name.ToLowerInvariant(), known.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
