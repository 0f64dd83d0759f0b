using System.Security.Cryptography;
using System.Text;

namespace Portcullis.Client.Configuration;

/// <summary>Turns a context of a kubeconfig into access to its cluster.</summary>
internal static class KubeconfigAccess
{
    /// <summary>Resolves a context.</summary>
    /// <param name="config">The merged files.</param>
    /// <param name="context">The context's name; null for the current one.</param>
    /// <param name="files">Where it came from, for messages.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    /// <returns>Null when something is.</returns>
    public static ClusterAccess? TryResolve(Kubeconfig config, string? context, string files, List<string> problems)
    {
        var before = problems.Count;
        var name = context ?? config.CurrentContext;
        if (string.IsNullOrEmpty(name))
        {
            problems.Add($"{files} has no current context; {Known(config.Contexts.Keys)}");
            return null;
        }
        if (!config.Contexts.TryGetValue(name, out var chosen))
        {
            problems.Add($"{files} has no context '{name}'; {Known(config.Contexts.Keys)}");
            return null;
        }
        if (chosen.Cluster is null || !config.Clusters.TryGetValue(chosen.Cluster, out var cluster))
        {
            problems.Add($"context '{name}' of {files} names the cluster '{chosen.Cluster}', which is not there");
            return null;
        }
        KubeconfigUser? user = new();
        if (chosen.User is not null && !config.Users.TryGetValue(chosen.User, out user))
        {
            problems.Add($"context '{name}' of {files} names the user '{chosen.User}', which is not there");
            return null;
        }
        var server = Address(cluster.Server, $"cluster '{chosen.Cluster}' has no usable server address", problems);
        var proxy = cluster.ProxyUrl is null ? null : Address(cluster.ProxyUrl, $"cluster '{chosen.Cluster}' has no usable proxy-url", problems);
        var trust = Trust(cluster, chosen.Cluster, problems);
        var credential = KubeconfigCredential.TryMake(user, cluster, chosen.User ?? "", problems);
        return problems.Count > before || server is null || credential is null
            ? null
            : new(server, trust, proxy, chosen.Namespace, $"context '{name}' of {files}", credential);
    }

    private static Uri? Address(string? text, string complaint, List<string> problems)
    {
        // kubectl, too, takes an address without a scheme.
        var full = text is null || text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Host.Length > 0)
        {
            return address;
        }
        problems.Add(complaint);
        return null;
    }

    private static ServerTrust Trust(KubeconfigCluster cluster, string name, List<string> problems)
    {
        var trust = new ServerTrust(null, cluster.SkipVerification, cluster.TlsServerName);
        if (cluster.AuthorityData is null && cluster.AuthorityFile is null)
        {
            return trust;
        }
        if (cluster.SkipVerification)
        {
            problems.Add($"cluster '{name}' has a certificate authority and insecure-skip-tls-verify: only one of them can be meant");
            return trust;
        }
        try
        {
            return trust with { Roots = ServerTrust.ReadRoots(Encoding.UTF8.GetString(PemBytes(cluster.AuthorityData, cluster.AuthorityFile!))) };
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            problems.Add($"the certificate authority of cluster '{name}' cannot be read: {error.Message}");
            return trust;
        }
    }

    /// <summary>Inline data wins over a file, as with kubectl.</summary>
    internal static byte[] PemBytes(string? data, string file) => data is not null ? Convert.FromBase64String(data) : File.ReadAllBytes(file);

    internal static bool IsUnreadable(Exception error) =>
        error is CryptographicException or FormatException or IOException or UnauthorizedAccessException or ArgumentException;

    private static string Known(IEnumerable<string> contexts)
    {
        var names = contexts.Order(StringComparer.Ordinal).Select(name => $"'{name}'").ToList();
        return names.Count == 0 ? "it has no contexts at all" : $"its contexts are {string.Join(", ", names)}";
    }
}
