namespace Portcullis.Configuration;

/// <summary>What keeps stacks away from everything else.</summary>
internal static partial class ConfigurationVariables
{
    public static ConfigurationVariable StackIsolation { get; } = new("STACK_ISOLATION", "enforce", "What an open verdict of the guard does: `enforce` stops new stacks, `warn` reports, `off` does not look");

    public static ConfigurationVariable StackIsolationMaxAge { get; } = new("STACK_ISOLATION_MAX_AGE", "2m30s", "How long the API server may say nothing of a part of the cluster before nothing is proven any more and, with `enforce`, no stack is made; from `1s`. Below `1m30s` some of the cluster is listed again and again, since bookmarks come about once a minute");

    public static ConfigurationVariable StackManageWalls { get; } = new("STACK_MANAGE_WALLS", "true", "Whether Portcullis keeps the NetworkPolicies of the stack namespace");

    public static ConfigurationVariable StackExternalTrafficPolicy { get; } = new("STACK_EXTERNAL_TRAFFIC_POLICY", "Local", "`Local`: only the pod's own node answers, and the player's address survives; `Cluster`: every node answers");

    public static ConfigurationVariable StackIngressFrom { get; } = new("STACK_INGRESS_FROM", "", "Who else in the cluster may reach stacks, separated by semicolons: `NAMESPACE` or `NAMESPACE/label=value,label=value`");

    public static ConfigurationVariable StackPodCidrs { get; } = new("STACK_POD_CIDRS", "", "The address ranges of pods") { DefaultShown = "discovered" };

    public static ConfigurationVariable StackServiceCidrs { get; } = new("STACK_SERVICE_CIDRS", "", "The address ranges of Services") { DefaultShown = "discovered" };

    public static ConfigurationVariable StackNodeCidrs { get; } = new("STACK_NODE_CIDRS", "", "The address ranges of nodes") { DefaultShown = "discovered" };

    public static ConfigurationVariable StackProtectedCidrs { get; } = new("STACK_PROTECTED_CIDRS", "", "More address ranges that stacks must not reach");

    public static ConfigurationVariable StackEgressCidrs { get; } = new("STACK_EGRESS_CIDRS", "", "The addresses that stacks come out to the internet by, where nodes do not have them, such as a NAT's; they are not let back in");

    public static ConfigurationVariable StackNamedCidrs { get; } = new("STACK_NAMED_CIDRS", "", "The address ranges behind names that lead into the cluster, such as load balancers': `NAME=CIDR`, separated by commas");

    public static ConfigurationVariable StackPublicCidrs { get; } = new("STACK_PUBLIC_CIDRS", "", "The addresses that players come in to stacks by, where nodes do not have them, such as a load balancer's or those behind a name in `STACK_PUBLIC_HOST`; stacks are not let out to them");

    public static ConfigurationVariable StackAirlock { get; } = new("STACK_AIRLOCK", "on", "Whether each stack first waits until its walls are felt: `on` or `off`");

    public static ConfigurationVariable StackAirlockImage { get; } = new("STACK_AIRLOCK_IMAGE", "busybox:1.36", "The image of the airlock and of patrols; it needs busybox's `sh`, `nc` and `sleep`, for patrols also `ping`, `nslookup` and `udpsvd`");

    public static ConfigurationVariable StackAirlockTimeout { get; } = new("STACK_AIRLOCK_TIMEOUT", "30s", "How long the airlock waits before the stack has failed; below `5s` counts as that");

    public static ConfigurationVariable StackPatrolInterval { get; } = new("STACK_PATROL_INTERVAL", "10m", "How often short-lived pods try on each stack node what walls forbid, besides soon after a change of policies or nodes; from `1s`, `0` for never");

    public static ConfigurationVariable StackRequireIngressNetworkPolicy { get; } = new("STACK_REQUIRE_INGRESS_NETWORK_POLICY", "false", "Whether the stack namespace must hold a NetworkPolicy for ingress; the guard proves more");
}
