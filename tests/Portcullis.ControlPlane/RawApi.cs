using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Portcullis.Client.Configuration;

namespace Portcullis.ControlPlane;

/// <summary>Requests to an API server as plain JSON: for objects that the product does not speak of, and for bad ones.</summary>
/// <param name="handler">Sends the requests, with the credentials.</param>
/// <param name="server">The address of the API server.</param>
public sealed class RawApi(HttpMessageHandler handler, Uri server) : IDisposable
{
    private readonly HttpClient _http = new(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The same over the connections of a kubeconfig.</summary>
    /// <param name="access">Where the cluster is and who asks.</param>
    public static RawApi Of(ClusterAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return new(access.CreateHandler(TimeProvider.System), access.Server);
    }

    /// <summary>Sends a request and reads the whole answer, whatever its code.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="contentType">What the body is.</param>
    /// <returns>The HTTP status code, and the body as JSON (a string node when it is none).</returns>
    public async Task<(int Code, JsonNode? Body)> SendAsync(
        HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ((int)response.StatusCode, Read(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Creates an object, or leaves the one of that name alone.</summary>
    /// <param name="path">The collection.</param>
    /// <param name="body">The object.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task<JsonNode> CreateAsync(string path, JsonNode body, CancellationToken cancellationToken)
    {
        var (code, answer) = await SendAsync(HttpMethod.Post, path, body, cancellationToken).ConfigureAwait(false);
        return code is 200 or 201 or 409 ? answer! : throw new HttpRequestException($"POST {path}: {code} {answer?["message"]}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonNode? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
