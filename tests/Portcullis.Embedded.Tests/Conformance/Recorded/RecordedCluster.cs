using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance.Recorded;

/// <summary>What a recording must know of the cluster, and what it takes away again.</summary>
/// <param name="http">Reaches the cluster as an administrator.</param>
internal sealed class RecordedCluster(HttpClient http)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Namespaces that clusters begin with; all but the first are their own.</summary>
    private static readonly string[] FirstNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease", "local-path-storage"];

    /// <summary>What scenarios make outside of namespaces, and the namespaces.</summary>
    private static readonly string[] Collections = ["/api/v1/namespaces", "/api/v1/nodes", "/apis/networking.k8s.io/v1/servicecidrs"];

    /// <summary>A client that says nothing of who it is. It does not know the server's authority either: it sends no secret and only keeps the refusal.</summary>
    public static HttpClient Anonymous(Uri server) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None },
        UseProxy = false,
    })
    {
        BaseAddress = server,
    };

    /// <summary>Such as <c>1.36.2</c>, without what a distribution adds.</summary>
    public async Task<string> ReleaseAsync()
    {
        var version = JsonNode.Parse(await http.GetStringAsync("/version"))!["gitVersion"]!.ToString();
        return version.TrimStart('v').Split('+', '-')[0];
    }

    /// <summary>What shows that somebody uses the cluster: namespaces of theirs, or anything in <c>default</c>.</summary>
    public async Task<IReadOnlyList<string>> InTheWayAsync() =>
    [
        .. (await NamesAsync("/api/v1/namespaces")).Except(FirstNamespaces).Select(n => $"namespace {n}"),
        .. (await NamesAsync("/api/v1/namespaces/default/pods")).Select(n => $"pod default/{n}"),
        .. (await NamesAsync("/api/v1/namespaces/default/services")).Where(n => n != "kubernetes").Select(n => $"service default/{n}"),
        .. (await NamesAsync("/api/v1/namespaces/default/configmaps")).Where(n => n != "kube-root-ca.crt").Select(n => $"configmap default/{n}"),
    ];

    /// <summary>The node ports that are in use.</summary>
    public async Task<IReadOnlySet<int>> NodePortsAsync() =>
        (await ItemsAsync("/api/v1/services"))
            .SelectMany(s => s!["spec"]!["ports"]?.AsArray() ?? [])
            .Select(p => (int?)p!["nodePort"] ?? 0)
            .ToHashSet();

    /// <summary>Deletes what a run left over, and waits until it is gone.</summary>
    /// <exception cref="InvalidOperationException">It does not go.</exception>
    public async Task CleanUpAsync(string run, CancellationToken cancellation)
    {
        foreach (var path in await LeftAsync(run))
        {
            (await http.DeleteAsync(path, cancellation)).Dispose();
        }

        var started = Stopwatch.GetTimestamp();
        while (await LeftAsync(run) is { Count: > 0 } left)
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                throw new InvalidOperationException($"what the recording made does not go away: {string.Join(", ", left)}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> LeftAsync(string run)
    {
        var left = new List<string>();
        foreach (var collection in Collections)
        {
            left.AddRange((await NamesAsync(collection)).Where(n => n.StartsWith($"{run}-", StringComparison.Ordinal)).Select(n => $"{collection}/{n}"));
        }

        return left;
    }

    private async Task<IEnumerable<string>> NamesAsync(string collection) =>
        (await ItemsAsync(collection)).Select(i => i!["metadata"]!["name"]!.ToString());

    /// <summary>The items of a collection; none where the server does not serve it.</summary>
    private async Task<JsonArray> ItemsAsync(string collection)
    {
        using var response = await http.GetAsync(collection);
        return response.StatusCode == HttpStatusCode.NotFound
            ? []
            : JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["items"]!.AsArray();
    }
}
