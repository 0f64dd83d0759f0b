namespace Portcullis.Configuration;

/// <summary>Which cluster to talk to, and how fast.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The kubeconfig file; null for in-cluster access, else the usual places. Default null.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context of the kubeconfig; null for the current one. Default null.</summary>
    public string? Context { get; init; }

    /// <summary>Requests a second; 0 for no limit. Default 0.</summary>
    public double Qps { get; init; }

    /// <summary>Requests beyond <see cref="Qps"/> at once; 0 for none. Default 0.</summary>
    public int Burst { get; init; }
}
