namespace Portcullis.Configuration;

/// <summary>What a challenge may be made of.</summary>
internal static partial class ConfigurationVariables
{
    public static ConfigurationVariable StackMaxCpu { get; } = new("STACK_MAX_CPU", "16", "The most CPU of one stack; above 0");

    public static ConfigurationVariable StackMaxMemory { get; } = new("STACK_MAX_MEMORY", "32Gi", "The most memory of one stack; above 0");

    public static ConfigurationVariable StackMaxEphemeralStorage { get; } = new("STACK_MAX_EPHEMERAL_STORAGE", "10Gi", "The most ephemeral storage of one stack; above 0");

    public static ConfigurationVariable StackDefaultEphemeralStorage { get; } = new("STACK_DEFAULT_EPHEMERAL_STORAGE", "1Gi", "The ephemeral storage of a container that names none; above 0, at most `STACK_MAX_EPHEMERAL_STORAGE`");

    public static ConfigurationVariable StackProfileDefault { get; } = new("STACK_PROFILE_DEFAULT", "baseline", "The profile of a stack whose caller names none: `baseline`, `restricted`, or one of `STACK_PROFILES_FILE`");

    public static ConfigurationVariable StackProfilesFile { get; } = new("STACK_PROFILES_FILE", "", "A JSON file with the operator's own profiles, read at the start; docs/admission.md says what it may hold");

    public static ConfigurationVariable StackEgressDefault { get; } = new("STACK_EGRESS_DEFAULT", "none", "What a stack whose caller says nothing may reach: `none` or `internet`");

    public static ConfigurationVariable StackDnsServers { get; } = new("STACK_DNS_SERVERS", "1.1.1.1,8.8.8.8", "The name servers of stacks that may reach the internet: 1 to 3 IP addresses");

    public static ConfigurationVariable StackAllowedAnnotations { get; } = new("STACK_ALLOWED_ANNOTATIONS", "", "The annotation keys that a manifest may carry");

    public static ConfigurationVariable StackAllowedPullSecrets { get; } = new("STACK_ALLOWED_PULL_SECRETS", "", "The image pull secrets that a manifest may name");

    public static ConfigurationVariable StackAllowedSeccompProfiles { get; } = new("STACK_ALLOWED_SECCOMP_PROFILES", "", "The `Localhost` seccomp profiles that a manifest may name, as paths below the kubelet's seccomp folder");
}
