using System.Net;
using System.Net.Http.Headers;
using Portcullis.Client.Configuration;

namespace Portcullis.Client.Requests;

/// <summary>Sends requests: credentials, time limits, repeats, and errors as exceptions. Knows no resource.</summary>
/// <remarks>Nothing here logs: headers hold tokens and bodies hold secrets.</remarks>
internal sealed class RequestSender : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _server;
    private readonly string _prefix;
    private readonly Credential _credential;
    private readonly string? _hostHeader;
    private readonly KubernetesClientOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenBucket _bucket;
    private long _requests;
    private long _watches;

    public RequestSender(HttpMessageInvoker http, Uri server, Credential credential, string? hostHeader, KubernetesClientOptions options, TimeProvider time)
    {
        _http = http;
        _server = server;
        _prefix = server.AbsolutePath.TrimEnd('/');
        _credential = credential;
        _hostHeader = hostHeader;
        _options = options;
        _time = time;
        _bucket = new(options.Qps, options.Burst, time);
    }

    /// <summary>How much was sent so far, repeats included.</summary>
    public SentRequests Sent => new(Interlocked.Read(ref _requests), Interlocked.Read(ref _watches));

    /// <summary>Sends and reads the whole answer, repeating where that is safe.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="repeat">Whether failures may be repeated here; a caller with a backoff of its own says no.</param>
    /// <param name="ct">The caller's cancellation.</param>
    /// <exception cref="KubernetesApiException">The answer was an error.</exception>
    /// <exception cref="KubernetesTransportException">There was no readable answer in time.</exception>
    public Task<byte[]> SendAsync(ApiRequest request, bool repeat, CancellationToken ct) =>
        SendAsync(request, static (content, limited) => content.ReadAsByteArrayAsync(limited), repeat, ct);

    /// <summary>Sends and reads the answer as it comes, so that a large one is never held as text: for a page of pods that is a fifth of what is allocated.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="read">Reads the answer; whatever it throws beside faults of the connection is thrown on.</param>
    /// <param name="repeat">As above.</param>
    /// <param name="ct">The caller's cancellation.</param>
    /// <exception cref="KubernetesApiException">The answer was an error.</exception>
    /// <exception cref="KubernetesTransportException">There was no readable answer in time.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, Func<HttpContent, CancellationToken, Task<T>> read, bool repeat, CancellationToken ct)
    {
        var start = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await AttemptAsync(request, read, linked.Token, ct);
            }
            catch (Exception error) when (
                repeat && attempt < _options.MaxRetries
                && RetryRules.DelayBefore(request.IsRead, error, attempt, Random.Shared.NextDouble()) is { } delay
                && _time.GetElapsedTime(start) + delay < _options.RequestTimeout)
            {
                await Task.Delay(delay, _time, ct);
            }
        }
    }

    /// <summary>Sends and answers as soon as the head of the answer is there; the caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var response = await ExchangeAsync(request, linked.Token, ct);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw await ReadErrorAsync(request, response, linked.Token, ct);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _credential.Dispose();
    }

    private async Task<T> AttemptAsync<T>(ApiRequest request, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken limited, CancellationToken caller)
    {
        using var response = await ExchangeAsync(request, limited, caller);
        return response.IsSuccessStatusCode
            ? await ReadBodyAsync(request, response, read, limited, caller)
            : throw await ReadErrorAsync(request, response, limited, caller);
    }

    /// <summary>One request and its answer's head; a second one when the credential turns out to be stale.</summary>
    private async Task<HttpResponseMessage> ExchangeAsync(ApiRequest request, CancellationToken limited, CancellationToken caller)
    {
        var credential = await ResolveAsync(request, limited, caller);
        var response = await SendOnceAsync(request, credential, limited, caller);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !_credential.Invalidate(credential))
        {
            return response;
        }
        response.Dispose();
        credential = await ResolveAsync(request, limited, caller);
        return await SendOnceAsync(request, credential, limited, caller);
    }

    private async Task<ResolvedCredential> ResolveAsync(ApiRequest request, CancellationToken limited, CancellationToken caller)
    {
        try
        {
            await _bucket.AcquireAsync(limited);
            return await _credential.GetAsync(limited);
        }
        catch (OperationCanceledException error)
        {
            caller.ThrowIfCancellationRequested();
            throw TransportFaults.TimedOut(request, _options.RequestTimeout, sendingBegan: false, error);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, ResolvedCredential credential, CancellationToken limited, CancellationToken caller)
    {
        var content = request.Body is null ? null : new TrackedContent(request.Body);
        using var message = Message(request, content, credential);
        Interlocked.Increment(ref request.IsWatch ? ref _watches : ref _requests);
        try
        {
            return await _http.SendAsync(message, limited);
        }
        catch (OperationCanceledException error)
        {
            caller.ThrowIfCancellationRequested();
            throw limited.IsCancellationRequested
                ? TransportFaults.TimedOut(request, _options.RequestTimeout, content?.Started ?? true, error)
                : TransportFaults.ConnectTimedOut(request, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw TransportFaults.Translate(request, error, content?.Started ?? true);
        }
    }

    private async Task<T> ReadBodyAsync<T>(ApiRequest request, HttpResponseMessage response, Func<HttpContent, CancellationToken, Task<T>> read, CancellationToken limited, CancellationToken caller)
    {
        try
        {
            return await read(response.Content, limited);
        }
        catch (OperationCanceledException error)
        {
            caller.ThrowIfCancellationRequested();
            throw TransportFaults.TimedOut(request, _options.RequestTimeout, sendingBegan: true, error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw TransportFaults.Translate(request, error, sendingBegan: true);
        }
    }

    private async Task<KubernetesApiException> ReadErrorAsync(ApiRequest request, HttpResponseMessage response, CancellationToken limited, CancellationToken caller)
    {
        var body = await ReadBodyAsync(request, response, static (content, limit) => content.ReadAsByteArrayAsync(limit), limited, caller);
        return ErrorResponse.Read(request, (int)response.StatusCode, body, ErrorResponse.RetryAfter(response, _time.GetUtcNow()));
    }

    private HttpRequestMessage Message(ApiRequest request, TrackedContent? content, ResolvedCredential credential)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_server, _prefix + request.PathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        content?.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType!);
        message.Headers.Accept.Add(new("application/json"));
        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        message.Headers.Host = _hostHeader;
        message.Options.Set(ConnectionHandler.CertificateKey, credential.Certificate);
        message.Headers.Authorization = credential.Authorization;
        foreach (var (name, value) in credential.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }
}
