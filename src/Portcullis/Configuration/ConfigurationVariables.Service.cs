namespace Portcullis.Configuration;

/// <summary>The service, the cluster it talks to, and which replica leads.</summary>
internal static partial class ConfigurationVariables
{
    public static ConfigurationVariable AppEnv { get; } = new("APP_ENV", "local", "The name of the deployment, shown in logs");

    public static ConfigurationVariable HttpAddr { get; } = new("HTTP_ADDR", ":8081", "Where the API listens: `:8081` for every address, `127.0.0.1:8081`, `[::1]:8081`; port 0 lets the system choose");

    public static ConfigurationVariable ShutdownTimeout { get; } = new("SHUTDOWN_TIMEOUT", "10s", "How long running requests may take to end once the service is told to stop; above 0");

    public static ConfigurationVariable ApiKeyEnabled { get; } = new("API_KEY_ENABLED", "true", "Whether callers must send `X-API-KEY`");

    public static ConfigurationVariable ApiKey { get; } = new("API_KEY", "", "The accepted keys, separated by commas: several, so that a key can be changed without a gap") { DefaultShown = "none; with `--embedded` one is made and printed", Secret = true };

    public static ConfigurationVariable ApiKeyAllowQuery { get; } = new("API_KEY_ALLOW_QUERY", "false", "Whether the key may also come as `?api_key=`, where proxies and browsers keep it in their logs");

    public static ConfigurationVariable K8sKubeconfig { get; } = new("K8S_KUBECONFIG", "", "The kubeconfig file") { DefaultShown = "in-cluster, else `KUBECONFIG`, else `~/.kube/config`" };

    public static ConfigurationVariable K8sContext { get; } = new("K8S_CONTEXT", "", "The context of the kubeconfig") { DefaultShown = "the current one" };

    public static ConfigurationVariable K8sClientQps { get; } = new("K8S_CLIENT_QPS", "0", "The requests a second that Portcullis limits itself to; 0 for no limit");

    public static ConfigurationVariable K8sClientBurst { get; } = new("K8S_CLIENT_BURST", "0", "The requests that may exceed `K8S_CLIENT_QPS` at once; 0 for none");

    public static ConfigurationVariable LeaderElectionEnabled { get; } = new("LEADER_ELECTION_ENABLED", "false", "Whether replicas elect the one that cleans up") { Recorded = true };

    public static ConfigurationVariable LeaderElectionNamespace { get; } = new("LEADER_ELECTION_NAMESPACE", "backend", "The namespace of the lease") { Recorded = true };

    public static ConfigurationVariable LeaderElectionName { get; } = new("LEADER_ELECTION_NAME", "container-provisioner", "The name of the lease") { Recorded = true };

    public static ConfigurationVariable LeaderElectionLeaseDuration { get; } = new("LEADER_ELECTION_LEASE_DURATION", "15s", "How long others wait for a silent leader; longer than `LEADER_ELECTION_RENEW_DEADLINE`") { Recorded = true };

    public static ConfigurationVariable LeaderElectionRenewDeadline { get; } = new("LEADER_ELECTION_RENEW_DEADLINE", "10s", "How long a leader tries to renew before it gives up; longer than 1.2 times `LEADER_ELECTION_RETRY_PERIOD`") { Recorded = true };

    public static ConfigurationVariable LeaderElectionRetryPeriod { get; } = new("LEADER_ELECTION_RETRY_PERIOD", "2s", "The time between two attempts; above 0") { Recorded = true };

    public static ConfigurationVariable LeaderElectionIdentity { get; } = new("LEADER_ELECTION_IDENTITY", "", "The name of this replica, unlike any other's") { DefaultShown = "`POD_NAME`, else `HOSTNAME`", Recorded = true };
}
