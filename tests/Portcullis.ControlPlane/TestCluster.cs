using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;

namespace Portcullis.ControlPlane;

/// <summary>The real cluster that tests may use, if there is one: its administrator's way in.</summary>
public static class TestCluster
{
    /// <summary>The variable that names the kubeconfig of the cluster.</summary>
    public const string Variable = "PORTCULLIS_TEST_KUBECONFIG";

    /// <summary>Why tests on a real control plane are skipped without one, and how to have one.</summary>
    public const string HowToHaveOne =
        $"no control plane to test against: run 'export {Variable}=$(tests/control-plane/up)', or name the kubeconfig of a cluster of your own there";

    /// <summary>The path of the kubeconfig; null when there is no cluster.</summary>
    public static string? Kubeconfig => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    /// <summary>How to reach the cluster of a kubeconfig.</summary>
    /// <param name="kubeconfig">The path of the file.</param>
    /// <exception cref="InvalidOperationException">The file cannot be used; the message says why.</exception>
    public static ClusterAccess Access(string kubeconfig) =>
        ClusterAccess.Load(new() { KubeconfigPath = kubeconfig }, new Dictionary<string, string>()) switch
        {
            ClusterAccessResult.Found found => found.Access,
            ClusterAccessResult.NotFound missing => throw new InvalidOperationException(string.Join(' ', missing.Lines)),
            var other => throw new InvalidOperationException($"{other} is neither"),
        };

    /// <summary>A client of the cluster of a kubeconfig.</summary>
    /// <param name="kubeconfig">The path of the file.</param>
    public static KubernetesClient Client(string kubeconfig) => new(Access(kubeconfig), new KubernetesClientOptions(), TimeProvider.System);
}
