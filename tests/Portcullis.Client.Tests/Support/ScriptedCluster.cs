using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Tests.Support;

/// <summary>Answers requests by a script, one entry each, and remembers what was asked.</summary>
internal sealed class ScriptedCluster : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly List<SeenRequest> _seen = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public ScriptedCluster Then(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedCluster Then(HttpStatusCode code, string body, Action<HttpResponseMessage>? more = null) => Then((_, _) =>
    {
        var response = new HttpResponseMessage(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        more?.Invoke(response);
        return Task.FromResult(response);
    });

    public ScriptedCluster ThenOk(string body) => Then(HttpStatusCode.OK, body);

    public ScriptedCluster ThenStatus(int code, string reason, string? retryAfter = null) => Then(
        (HttpStatusCode)code,
        $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","message":"it is {{reason}}","code":{{code}}}""",
        response =>
        {
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }
        });

    public ScriptedCluster ThenFail(HttpRequestError error, bool afterSending = false) => Then(async (request, ct) =>
    {
        if (afterSending && request.Content is { } content)
        {
            await content.ReadAsByteArrayAsync(ct);
        }
        throw new HttpRequestException(error, "scripted");
    });

    /// <summary>Never answers; ends when the request is given up.</summary>
    public ScriptedCluster ThenHang() => Then(async (_, ct) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        throw new InvalidOperationException("an endless wait ended");
    });

    public WatchFeed ThenWatch()
    {
        var feed = new WatchFeed();
        Then((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(feed.Stream) }));
        return feed;
    }

    /// <summary>Done when so many requests have come in.</summary>
    public Task ReachedAsync(int count, CancellationToken ct)
    {
        lock (_seen)
        {
            if (_seen.Count >= count)
            {
                return Task.CompletedTask;
            }
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = new SeenRequest(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.Authorization?.ToString(),
            request.Headers.TryGetValues("User-Agent", out var agents) ? string.Join(' ', agents) : null);
        var answer = _script.TryDequeue(out var next) ? next : (_, _) => throw new InvalidOperationException($"nothing scripted for {seen}");
        lock (_seen)
        {
            _seen.Add(seen);
            foreach (var (count, reached) in _waiting.Where(waiting => waiting.Count <= _seen.Count))
            {
                reached.TrySetResult();
            }
        }
        return await answer(request, cancellationToken);
    }
}

internal sealed record SeenRequest(string Method, string PathAndQuery, string? ContentType, string? Authorization, string? UserAgent);
