using System.Text.Json;

namespace Portcullis.Embedded.Tests.Support;

/// <summary>Reads the events of a watch, one at a time.</summary>
internal sealed class WatchReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly StreamReader _lines = new(stream);

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<WatchEvent?> Next()
    {
        var line = await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return line is null ? null : new WatchEvent(JsonDocument.Parse(line).RootElement);
    }

    /// <summary>The next events as <c>TYPE name</c>.</summary>
    public async Task<IReadOnlyList<string>> Next(int count)
    {
        var found = new List<string>();
        while (found.Count < count && await Next() is { } next)
        {
            found.Add(next.ToString());
        }

        return found;
    }

    public void Dispose()
    {
        _lines.Dispose();
        response.Dispose();
    }
}

/// <summary>One event of a watch.</summary>
internal sealed record WatchEvent(JsonElement Json)
{
    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Object => Json.GetProperty("object");

    public string Name => Object.GetProperty("metadata").TryGetProperty("name", out var name) ? name.GetString()! : "";

    public string ResourceVersion => Object.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;

    public override string ToString() => $"{Type} {Name}";
}
