using Portcullis.Client.Requests;

namespace Portcullis.Client.Tests.Support;

/// <summary>Clients over a script.</summary>
internal static class Clients
{
    /// <summary>When paused clocks start.</summary>
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static KubernetesClient Over(ScriptedCluster cluster, TimeProvider? time = null, KubernetesClientOptions? options = null, string address = "https://cluster.test:6443") =>
        new(cluster, new Uri(address), options ?? new(), time ?? TimeProvider.System);
}
