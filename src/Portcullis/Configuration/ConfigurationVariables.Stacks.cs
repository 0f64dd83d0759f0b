namespace Portcullis.Configuration;

/// <summary>How stacks are made, kept and taken away.</summary>
internal static partial class ConfigurationVariables
{
    public static ConfigurationVariable StackNamespace { get; } = new("STACK_NAMESPACE", "stacks", "The namespace that holds stacks and nothing else");

    public static ConfigurationVariable StackNodeRole { get; } = new("STACK_NODE_ROLE", "stack", "Stacks run on nodes with the label `role` of this value");

    public static ConfigurationVariable StackTtl { get; } = new("STACK_TTL", "2h", "The lifetime of a stack whose caller names none; above 0, at most `STACK_MAX_TTL`");

    public static ConfigurationVariable StackMaxTtl { get; } = new("STACK_MAX_TTL", "8h", "The longest lifetime, counted from creation, renewals included; above 0");

    public static ConfigurationVariable StackTerminalGrace { get; } = new("STACK_TERMINAL_GRACE", "1m", "How long a stack that has ended stays visible; 0 or more");

    public static ConfigurationVariable StackOrphanGrace { get; } = new("STACK_ORPHAN_GRACE", "2m", "How long a Service without its Pod, or a Pod without its Service, is left alone; 0 or more");

    public static ConfigurationVariable StackNodePortMin { get; } = new("STACK_NODEPORT_MIN", "31001", "The lowest NodePort of stacks; 1 to 65535, and within the cluster's own range");

    public static ConfigurationVariable StackNodePortMax { get; } = new("STACK_NODEPORT_MAX", "32767", "The highest NodePort of stacks; from `STACK_NODEPORT_MIN` to 65535");

    public static ConfigurationVariable StackPublicHost { get; } = new("STACK_PUBLIC_HOST", "", "The host that players are sent to instead of the node's address: a DNS name or an IP address, without scheme or port");

    public static ConfigurationVariable StackSchedulingTimeout { get; } = new("STACK_SCHEDULING_TIMEOUT", "20s", "How long a stack may wait for a node before it has failed; above 0");

    public static ConfigurationVariable StackWaitForCapacity { get; } = new("STACK_WAIT_FOR_CAPACITY", "false", "Whether a stack that fits nowhere waits for the cluster to grow instead of being refused");

    public static ConfigurationVariable StackRestartPolicy { get; } = new("STACK_RESTART_POLICY", "Never", "What happens when a container ends: `Never`, `OnFailure` or `Always`");

    public static ConfigurationVariable StackMaxPerOwner { get; } = new("STACK_MAX_PER_OWNER", "0", "How many stacks one owner may have; 0 for no limit; exact on each replica");

    public static ConfigurationVariable StackMaxConcurrentCreates { get; } = new("STACK_MAX_CONCURRENT_CREATES", "64", "How many stacks are created at once, the rest waiting their turn; at least 1");
}
