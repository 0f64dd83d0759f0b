namespace Portcullis.Embedded.Http;

/// <summary>The query of a request. Names may repeat; the first value counts.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <param name="query">With or without the leading <c>?</c>.</param>
    public QueryParameters(string? query)
    {
        foreach (var part in (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            _pairs.Add(at < 0 ? new(Decode(part), "") : new(Decode(part[..at]), Decode(part[(at + 1)..])));
        }
    }

    /// <summary>The value, or null when there is none; an empty one counts as none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _pairs)
            {
                if (key == name)
                {
                    return value.Length == 0 ? null : value;
                }
            }

            return null;
        }
    }

    public IEnumerable<string> All(string name) => _pairs.Where(p => p.Key == name).Select(p => p.Value);

    /// <summary>True for <c>true</c> and <c>1</c>, as Go reads them.</summary>
    public bool Flag(string name) => this[name] is "true" or "1" or "True" or "TRUE" or "t" or "T";

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
