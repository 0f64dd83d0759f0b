using System.Text;

namespace Portcullis.Client.Requests;

/// <summary>A request as data: everything but where the cluster is and who asks.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Unescaped names and values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public string? ContentType { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>Reads may be repeated after any transient failure, writes only when nothing was sent.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    public bool IsWatch => Query.Any(parameter => parameter.Key == "watch");

    /// <summary>The path with its query, escaped, to be appended to the server's address.</summary>
    public string PathAndQuery
    {
        get
        {
            if (Query.Count == 0)
            {
                return Path;
            }
            var text = new StringBuilder(Path);
            foreach (var (name, value) in Query)
            {
                text.Append(text.Length == Path.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
            return text.ToString();
        }
    }

    /// <summary>How messages name the request. The query is left out: continue tokens are long and of no use to readers.</summary>
    public override string ToString() => $"{Method} {Path}";
}
