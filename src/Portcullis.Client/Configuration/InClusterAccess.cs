using System.Security.Cryptography;

namespace Portcullis.Client.Configuration;

/// <summary>The service account that a pod runs as. <see href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/"/></summary>
internal static class InClusterAccess
{
    /// <summary>Looks for the service account.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <param name="root">Where it is mounted.</param>
    /// <param name="lines">Gets what was missing.</param>
    /// <returns>Null when this is no pod with a service account.</returns>
    public static ClusterAccess? TryLoad(IReadOnlyDictionary<string, string> environment, string root, List<string> lines)
    {
        if (!environment.TryGetValue("KUBERNETES_SERVICE_HOST", out var host) || host.Length == 0
            || !environment.TryGetValue("KUBERNETES_SERVICE_PORT", out var portText) || !ushort.TryParse(portText, out var port))
        {
            lines.Add("not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set");
            return null;
        }
        var token = Path.Combine(root, "token");
        if (!File.Exists(token))
        {
            lines.Add($"in a cluster, but there is no service account token at '{token}'");
            return null;
        }
        var authority = Path.Combine(root, "ca.crt");
        try
        {
            var trust = File.Exists(authority)
                ? ServerTrust.Machine with { Roots = ServerTrust.ReadRoots(File.ReadAllText(authority)) }
                : ServerTrust.Machine;
            var server = new UriBuilder(Uri.UriSchemeHttps, host, port).Uri;
            return new(server, trust, proxy: null, ReadNamespace(root), "in-cluster service account", time => new TokenFileCredential(token, null, null, [], time));
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            lines.Add($"in a cluster, but the service account at '{root}' cannot be used: {error.Message}");
            return null;
        }
    }

    private static string? ReadNamespace(string root)
    {
        var path = Path.Combine(root, "namespace");
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
