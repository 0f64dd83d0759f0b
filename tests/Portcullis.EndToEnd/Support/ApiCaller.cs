using System.Text;
using System.Text.Json.Nodes;

namespace Portcullis.EndToEnd.Support;

/// <summary>Calls the REST API as a CTF platform does.</summary>
internal sealed class ApiCaller(Uri address, string? key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body) => SendAsync(HttpMethod.Post, path, body?.ToJsonString());

    public Task<ApiAnswer> CreateAsync(JsonNode body) => PostAsync("/stacks", body);

    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, IEnumerable<KeyValuePair<string, string>>? headers = null) =>
        SendUntilAsync(method, path, body, headers, TestContext.Current.CancellationToken);

    /// <summary>Sends a request and hangs up when told to.</summary>
    public async Task<ApiAnswer> SendUntilAsync(
        HttpMethod method, string path, string? body, IEnumerable<KeyValuePair<string, string>>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (headers is null && key is not null)
        {
            request.Headers.Add("X-API-KEY", key);
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
