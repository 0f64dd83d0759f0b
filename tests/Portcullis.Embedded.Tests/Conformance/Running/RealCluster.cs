using System.Net.Security;
using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance.Running;

/// <summary>What a run must know of the real cluster, and what it takes away again.</summary>
internal static class RealCluster
{
    /// <summary>Group versions that came after the compared release, and what it serves in their place.</summary>
    public static IReadOnlyDictionary<string, string> Predecessors { get; } = new Dictionary<string, string>
    {
        ["discovery.k8s.io/v1"] = "discovery.k8s.io/v1beta1",
    };

    /// <summary>Whether the cluster is of the release whose differences are on the list: 1.20, told by what it serves.</summary>
    /// <remarks>A build from source need not know its own version.</remarks>
    public static async Task<bool> IsComparedReleaseAsync(HttpClient http)
    {
        var served = JsonNode.Parse(await http.GetStringAsync("/apis"))!["groups"]!.AsArray()
            .SelectMany(g => g!["versions"]!.AsArray())
            .Select(v => v!["groupVersion"]!.ToString())
            .ToHashSet();
        return served.Contains("flowcontrol.apiserver.k8s.io/v1beta1") && !served.Contains("discovery.k8s.io/v1");
    }

    /// <summary>A client that says nothing of who it is. It does not know the server's authority either: it sends no secret and only compares the refusal.</summary>
    public static HttpClient Anonymous(Uri server) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None },
        UseProxy = false,
    })
    {
        BaseAddress = server,
    };

    /// <summary>The node ports that are in use.</summary>
    public static async Task<IReadOnlySet<int>> NodePortsAsync(HttpClient http)
    {
        var services = JsonNode.Parse(await http.GetStringAsync("/api/v1/services"))!["items"]!.AsArray();
        return services
            .SelectMany(s => s!["spec"]!["ports"]?.AsArray() ?? [])
            .Select(p => (int?)p!["nodePort"] ?? 0)
            .ToHashSet();
    }

    /// <summary>Deletes the namespaces and nodes of a run; nothing waits for the namespaces to be empty.</summary>
    public static async Task CleanUpAsync(HttpClient http, string run)
    {
        foreach (var collection in new[] { "/api/v1/namespaces", "/api/v1/nodes" })
        {
            var items = JsonNode.Parse(await http.GetStringAsync(collection))!["items"]!.AsArray();
            foreach (var name in items.Select(i => i!["metadata"]!["name"]!.ToString()).Where(n => n.StartsWith($"{run}-", StringComparison.Ordinal)))
            {
                (await http.DeleteAsync($"{collection}/{name}")).Dispose();
            }
        }
    }
}
