using Portcullis.Client.Requests;

namespace Portcullis.Cli.Serving;

/// <summary>The releases of Kubernetes that Portcullis is tried on; docs/releases.md says how.</summary>
internal static class SupportedReleases
{
    private const int Major = 1;
    private const int OldestMinor = 20;

    /// <summary>What must be said of a cluster's version; null where nothing must, or it cannot be read.</summary>
    /// <param name="version">What the cluster says of itself.</param>
    public static string? Warning(ClusterVersion version) =>
        version.IsAtLeast(Major, OldestMinor) || !version.IsAtLeast(0, 0) ? null
            : $"the cluster is Kubernetes {version.GitVersion}; the oldest release that Portcullis is tried on is {Major}.{OldestMinor}, and what an older one does not know (IPv6 beside IPv4, sidecars, labels of namespaces) may be missing without a word";
}
