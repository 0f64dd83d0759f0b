using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.Cli.Stacks;

/// <summary>Talks to the REST API of a running Portcullis.</summary>
internal sealed class StackApi : IDisposable
{
    /// <summary>Where the API is when nobody says.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8081";

    // A create that waits for readiness includes the pull of an image; anything slower is a hung connection.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly string? _key;

    /// <summary>Opens a client; nothing is sent yet.</summary>
    /// <param name="url">The root of the API.</param>
    /// <param name="key">The key to send; null for none.</param>
    public StackApi(Uri url, string? key)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = Patience };
        _key = key;
    }

    /// <summary>Sends one request and reads the answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the root, without a leading slash.</param>
    /// <param name="body">The JSON body; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StackAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (_key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-API-KEY", _key);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return Read(response.StatusCode, text);
        }
        catch (HttpRequestException e)
        {
            return new StackAnswer.Unreachable(e.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new StackAnswer.Unreachable($"no answer within {Patience.TotalMinutes:0} minutes");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static StackAnswer Read(HttpStatusCode status, string text)
    {
        try
        {
            return (int)status is >= 200 and < 300
                ? new StackAnswer.Done(JsonElement.Parse(text))
                : new StackAnswer.Refused(status, JsonSerializer.Deserialize(text, CliJson.Default.ApiErrorView) ?? new ApiErrorView());
        }
        catch (JsonException)
        {
            return (int)status is >= 200 and < 300
                ? new StackAnswer.Unreachable("what answered there does not speak JSON")
                : new StackAnswer.Refused(status, new ApiErrorView());
        }
    }
}
