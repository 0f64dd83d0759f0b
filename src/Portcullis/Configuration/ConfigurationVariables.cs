namespace Portcullis.Configuration;

/// <summary>Every environment variable that Portcullis reads, in the order of the documentation. The defaults live here alone.</summary>
internal static partial class ConfigurationVariables
{
    /// <summary>Names that deployments of the service we are compatible with set, and that mean nothing here.</summary>
    public static IReadOnlyList<string> Unused { get; } =
        ["STACK_SCHEDULER_INTERVAL", "STACK_PORT_LOCK_TTL", "LOG_*", "DDB_*", "AWS_*", "*_USE_MOCK"];

    /// <summary>The families in which a name that nobody knows is worth a warning.</summary>
    public static IReadOnlyList<string> WatchedPrefixes { get; } = ["STACK_", "K8S_", "LEADER_ELECTION_", "API_KEY"];

    /// <summary>All of them, by group. Made on demand: static fields of a type in several files have no order.</summary>
    public static IReadOnlyList<ConfigurationGroup> Groups =>
    [
        new("Service", [AppEnv, HttpAddr, ShutdownTimeout, ApiKeyEnabled, ApiKey, ApiKeyAllowQuery]),
        new("Stacks",
        [
            StackNamespace, StackNodeRole, StackTtl, StackMaxTtl, StackTerminalGrace, StackOrphanGrace,
            StackNodePortMin, StackNodePortMax, StackPublicHost, StackSchedulingTimeout, StackWaitForCapacity,
            StackRestartPolicy, StackMaxPerOwner, StackMaxConcurrentCreates,
        ]),
        new("Admission",
        [
            StackMaxCpu, StackMaxMemory, StackMaxEphemeralStorage, StackDefaultEphemeralStorage, StackProfileDefault,
            StackProfilesFile, StackEgressDefault, StackDnsServers, StackAllowedAnnotations, StackAllowedPullSecrets,
            StackAllowedSeccompProfiles,
        ]),
        new("Isolation",
        [
            StackIsolation, StackIsolationMaxAge, StackManageWalls, StackExternalTrafficPolicy, StackIngressFrom, StackPodCidrs,
            StackServiceCidrs, StackNodeCidrs, StackProtectedCidrs, StackEgressCidrs, StackNamedCidrs, StackPublicCidrs, StackAirlock, StackAirlockImage,
            StackAirlockTimeout, StackPatrolInterval, StackRequireIngressNetworkPolicy,
        ]),
        new("Cluster access", [K8sKubeconfig, K8sContext, K8sClientQps, K8sClientBurst]),
        new("Leader election",
        [
            LeaderElectionEnabled, LeaderElectionNamespace, LeaderElectionName, LeaderElectionLeaseDuration,
            LeaderElectionRenewDeadline, LeaderElectionRetryPeriod, LeaderElectionIdentity,
        ]),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<ConfigurationVariable> All => Groups.SelectMany(group => group.Variables);
}

/// <summary>Variables that belong together.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Variables">The variables, in order.</param>
internal sealed record ConfigurationGroup(string Title, IReadOnlyList<ConfigurationVariable> Variables);
