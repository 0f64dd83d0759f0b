using System.Text;
using System.Text.Json;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>A caller of the service under test.</summary>
internal sealed class Provisioner(Uri address) : IDisposable
{
    public const string Key = "bench";

    private const string Body = """
        {"target_port":[{"container_port":80,"protocol":"TCP"}],"pod_spec":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: challenge\nspec:\n  containers:\n    - name: app\n      image: nginx:stable\n      ports:\n        - containerPort: 80\n          protocol: TCP\n      resources:\n        requests: {cpu: \"100m\", memory: \"128Mi\"}\n        limits: {cpu: \"100m\", memory: \"128Mi\"}"}
        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, DefaultRequestHeaders = { { "X-API-KEY", Key } } };

    /// <summary>Creates a stack; null when the cluster was too busy for it, or still holds the port of one that it was too busy for.</summary>
    /// <exception cref="InvalidOperationException">It was refused for another reason.</exception>
    public async Task<string?> TryCreateAsync(CancellationToken cancellationToken)
    {
        using var content = new StringContent(Body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri("/stacks", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var refusal = await response.Content.ReadAsStringAsync(cancellationToken);
            return refusal.Contains("\"Busy\"", StringComparison.Ordinal) || refusal.Contains("\"NodePortsExhausted\"", StringComparison.Ordinal) ? null : throw new InvalidOperationException($"a create was refused: {refusal}");
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
        return json.RootElement.GetProperty("stack_id").GetString();
    }

    public async Task<int> ListAsync(CancellationToken cancellationToken) =>
        (await _http.GetByteArrayAsync(new Uri("/stacks", UriKind.Relative), cancellationToken)).Length;

    /// <summary>Deletes a stack, and asks again where the cluster was too busy for it.</summary>
    /// <exception cref="InvalidOperationException">It was refused for another reason.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await _http.DeleteAsync(new Uri($"/stacks/{id}", UriKind.Relative), cancellationToken);

            // Gone: an attempt that was answered too late did it all the same.
            if (response.IsSuccessStatusCode || response.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                return;
            }

            if (response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
            {
                throw new InvalidOperationException($"a delete was refused: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
