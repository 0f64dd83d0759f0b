using System.Text;
using System.Text.Json.Nodes;

namespace Portcullis.EndToEnd.Support;

/// <summary>Calls the REST API as a CTF platform does: whoever is told to come again does.</summary>
internal sealed class ApiCaller : IDisposable
{
    // On a machine that does other things, too, a cluster can take longer than callers are kept waiting: they are told so,
    // nothing of the attempt stays behind, and they come again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly string? _key;
    private readonly bool _comesAgain;

    public ApiCaller(Uri address, string? key)
        : this(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) }, key, comesAgain: true)
    {
    }

    private ApiCaller(HttpClient http, string? key, bool comesAgain) => (_http, _key, _comesAgain) = (http, key, comesAgain);

    /// <summary>The same caller, who takes the first answer whatever it is; not to be disposed.</summary>
    public ApiCaller Once => new(_http, _key, comesAgain: false);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Post, path, body?.ToJsonString());

    public Task<ApiAnswer> CreateAsync(JsonNode body) => PostAsync("/stacks", body);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await SendUntilAsync(method, path, body, headers, TestContext.Current.CancellationToken);
            if (!_comesAgain || answer is not { Code: 503, Reason: "Busy" } || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                return answer;
            }
        }
    }

    /// <summary>Sends a request and hangs up when told to.</summary>
    public async Task<ApiAnswer> SendUntilAsync(
        HttpMethod method, string path, string? body, IEnumerable<KeyValuePair<string, string>>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (headers is null && _key is not null)
        {
            request.Headers.Add("X-API-KEY", _key);
        }

        foreach (var (name, value) in headers ?? [])
        {
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Add(name, value);
            }
            else if (request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();
}
