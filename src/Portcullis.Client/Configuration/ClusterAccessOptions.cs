namespace Portcullis.Client.Configuration;

/// <summary>Which cluster to talk to, as far as the operator said.</summary>
public sealed record ClusterAccessOptions
{
    /// <summary>A kubeconfig file (<c>K8S_KUBECONFIG</c>); null or empty to look in the usual places.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>The context in the kubeconfig (<c>K8S_CONTEXT</c>); null or empty for its current one.</summary>
    public string? Context { get; init; }

    /// <summary>Where the kubelet mounts the service account.</summary>
    internal string ServiceAccountPath { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
