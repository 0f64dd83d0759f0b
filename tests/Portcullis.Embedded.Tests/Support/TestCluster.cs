using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Portcullis.Embedded.Tests.Support;

/// <summary>A cluster without nodes and without a socket, spoken to in raw HTTP.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly HttpClient _http;

    private TestCluster(EmbeddedCluster cluster, HttpClient http)
    {
        Cluster = cluster;
        _http = http;
    }

    public EmbeddedCluster Cluster { get; }

    public HttpClient Http => _http;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestCluster> StartAsync(EmbeddedClusterOptions? options = null, TimeProvider? time = null)
    {
        var cluster = await EmbeddedCluster.StartAsync(
            options ?? new EmbeddedClusterOptions { Simulate = false },
            time ?? TimeProvider.System,
            NullLoggerFactory.Instance,
            Token);
        var http = new HttpClient(cluster.CreateHandler()) { BaseAddress = cluster.Address, Timeout = Timeout.InfiniteTimeSpan };
        return new TestCluster(cluster, http);
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Answer> Post(string path, string json) => Send(HttpMethod.Post, path, json);

    public Task<Answer> Put(string path, string json) => Send(HttpMethod.Put, path, json);

    public Task<Answer> Delete(string path, string? json = null) => Send(HttpMethod.Delete, path, json);

    public Task<Answer> Patch(string path, string json, string type = "application/merge-patch+json") => Send(HttpMethod.Patch, path, json, type);

    public async Task<Answer> Send(HttpMethod method, string path, string? body, string contentType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await _http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new Answer((int)response.StatusCode, text, response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : []);
    }

    /// <summary>Opens a watch; the path names the collection and any options but <c>watch</c>.</summary>
    public async Task<WatchReader> Watch(string path)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var response = await _http.GetAsync($"{path}{separator}watch=true", HttpCompletionOption.ResponseHeadersRead, Token);
        ((int)response.StatusCode).ShouldBe(200);
        return new WatchReader(response, await response.Content.ReadAsStreamAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Cluster.DisposeAsync();
    }
}

/// <summary>An answer: the status code and the body.</summary>
internal sealed record Answer(int Code, string Text, IReadOnlyList<string> Warnings)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonDocument.Parse(Text).RootElement;

    public string Reason => this["reason"];

    public string Message => this["message"];

    public string ResourceVersion => this["metadata.resourceVersion"];

    /// <summary>The text of a field by its path; empty when it is not there.</summary>
    public string this[string path]
    {
        get
        {
            var at = Json;
            foreach (var part in path.Split('.'))
            {
                if (int.TryParse(part, out var index) && at.ValueKind == JsonValueKind.Array)
                {
                    if (index >= at.GetArrayLength())
                    {
                        return "";
                    }

                    at = at[index];
                }
                else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(part, out at))
                {
                    return "";
                }
            }

            return at.ToString();
        }
    }

    public Answer ShouldBe(int code)
    {
        Code.ShouldBe(code, Text);
        return this;
    }
}
