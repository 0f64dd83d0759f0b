using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portcullis.Embedded.Tests.Conformance.Running;

/// <summary>A server during one scenario: sends requests and remembers the answers.</summary>
/// <param name="http">Reaches it, with credentials.</param>
/// <param name="anonymous">Reaches it without.</param>
/// <param name="picks">The scenario's names, ports and addresses.</param>
/// <param name="recorded">Whether it is recorded, rather than compared with a recording.</param>
internal sealed partial class Side(HttpClient http, HttpClient anonymous, Picks picks, bool recorded)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] ComparedHeaders = ["Cache-Control", "Content-Type", "Location", "Retry-After", "Warning"];

    private readonly Dictionary<string, Reply> _replies = [];

    public async Task<Reply> SendAsync(Exchange exchange, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var reply = await SendOnceAsync(exchange, cancellation);
            if (Conditions(exchange).All(c => c.Holds(reply)) || Stopwatch.GetElapsedTime(started) > Deadline)
            {
                _replies[exchange.Name] = reply;
                return reply;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private IEnumerable<Condition> Conditions(Exchange exchange) =>
        new[] { exchange.Until, recorded ? exchange.RecordUntil : null }.OfType<Condition>();

    private async Task<Reply> SendOnceAsync(Exchange exchange, CancellationToken cancellation)
    {
        var path = Fill(exchange.Path);
        using var request = new HttpRequestMessage(
            new HttpMethod(exchange.Method),
            path.StartsWith('/') ? path : $"/api/v1/namespaces/{picks.Namespace}/{path}");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("conformance", "1"));
        if (exchange.Accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", exchange.Accept);
        }

        if (exchange.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(exchange.Body)));
            if (exchange.ContentType.Length > 0)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", exchange.ContentType);
            }
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Deadline);
        using var response = await (exchange.Anonymous ? anonymous : http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        var body = exchange.Events is { } events && response.IsSuccessStatusCode
            ? await ReadEventsAsync(response, events, deadline.Token)
            : Reply.Read(await response.Content.ReadAsStringAsync(deadline.Token));
        return new Reply((int)response.StatusCode, HeadersOf(response), body);
    }

    private static async Task<JsonArray> ReadEventsAsync(HttpResponseMessage response, int count, CancellationToken cancellation)
    {
        var events = new JsonArray();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (events.Count < count && await reader.ReadLineAsync(cancellation) is { } line)
        {
            events.Add(Reply.Read(line));
        }

        return events;
    }

    private static SortedDictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var compared = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in ComparedHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values))
            {
                compared[name] = string.Join('\n', values);
            }
        }

        return compared;
    }

    private string Fill(string text) => Placeholder().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (picks.Find(name) is { } pick)
        {
            return pick;
        }

        // A field that the answer lacks is a difference by itself, told where that answer is compared.
        return name.Split(':', 2) is [var exchange, var path] && _replies.TryGetValue(exchange, out var reply)
            ? reply.Field(path.Split('|')[0]) ?? (path.Split('|') is [_, var instead] ? instead : "missing")
            : throw new InvalidOperationException($"$({name}) is no pick and names no earlier exchange");
    });

    [GeneratedRegex(@"\$\(([^()]+)\)")]
    private static partial Regex Placeholder();
}
