using Portcullis.Admission;
using Portcullis.Model.Quantities;

namespace Portcullis.Stacks;

/// <summary>How stacks are made, kept and taken away. Immutable; validated where it is read from the environment.</summary>
public sealed record StackSettings
{
    /// <summary>The namespace that holds stacks and nothing else. Default <c>stacks</c>.</summary>
    public string Namespace { get; init; } = "stacks";

    /// <summary>The value of the node label <c>role</c> that stack nodes carry. Default <c>stack</c>.</summary>
    public string NodeRole { get; init; } = "stack";

    /// <summary>The lifetime of a stack whose caller names none. Default 2 h.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The longest lifetime, counted from creation, renewals included. Default 8 h.</summary>
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How long a terminal stack stays visible before it is cleaned up. Default 1 min.</summary>
    public TimeSpan TerminalGrace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a Service without a Pod, or a Pod without a Service, is left alone. Default 2 min.</summary>
    public TimeSpan OrphanGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The lowest NodePort that stacks use. Default 31001.</summary>
    public int NodePortMin { get; init; } = 31001;

    /// <summary>The highest NodePort that stacks use. Default 32767.</summary>
    public int NodePortMax { get; init; } = 32767;

    /// <summary>The host that players are sent to, instead of the node's own address. Default none.</summary>
    public string? PublicHost { get; init; }

    /// <summary>How long a Pod may stay unscheduled before its stack has failed. Default 20 s.</summary>
    public TimeSpan SchedulingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether an unschedulable stack waits for the cluster to grow. Default false: it is rolled back.</summary>
    public bool WaitForCapacity { get; init; }

    /// <summary>The restart policy of stack Pods: Never, OnFailure or Always. Default Never.</summary>
    public string RestartPolicy { get; init; } = "Never";

    /// <summary>The most CPU that one stack may have. Default 16.</summary>
    public Quantity MaxCpu { get; init; } = Quantity.FromUnits(16);

    /// <summary>The most memory that one stack may have. Default 32Gi.</summary>
    public Quantity MaxMemory { get; init; } = Quantity.FromUnits(32L << 30, QuantityFormat.BinarySI);

    /// <summary>The most ephemeral storage that one stack may have. Default 10Gi.</summary>
    public Quantity MaxEphemeralStorage { get; init; } = Quantity.FromUnits(10L << 30, QuantityFormat.BinarySI);

    /// <summary>The ephemeral storage limit of a container that names none. Default 1Gi.</summary>
    public Quantity DefaultEphemeralStorage { get; init; } = Quantity.FromUnits(1L << 30, QuantityFormat.BinarySI);

    /// <summary>How many stacks one owner may have; 0 for no limit. Default 0. Exact per replica.</summary>
    public int MaxPerOwner { get; init; }

    /// <summary>How many creates run at once; the rest wait their turn. Default 64.</summary>
    public int MaxConcurrentCreates { get; init; } = 64;

    /// <summary>The profile of a stack whose caller names none. Default <c>baseline</c>.</summary>
    public string DefaultProfile { get; init; } = "baseline";

    /// <summary>The profiles by name. Default the built-in ones.</summary>
    public IReadOnlyDictionary<string, Profile> Profiles { get; init; } = Profile.BuiltIn;

    /// <summary>The egress of a stack whose caller names none: <c>none</c> or <c>internet</c>. Default <c>none</c>.</summary>
    public string DefaultEgress { get; init; } = "none";

    /// <summary>The name servers of stacks with egress <c>internet</c>; at most 3. Default 1.1.1.1 and 8.8.8.8.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = ["1.1.1.1", "8.8.8.8"];

    /// <summary>The annotations that a manifest may carry. Default none.</summary>
    public IReadOnlyList<string> AllowedAnnotations { get; init; } = [];

    /// <summary>The image pull secrets that a manifest may name. Default none.</summary>
    public IReadOnlyList<string> AllowedPullSecrets { get; init; } = [];

    /// <summary>The Localhost seccomp profiles that a manifest may name. Default none.</summary>
    public IReadOnlyList<string> AllowedSeccompProfiles { get; init; } = [];

    /// <summary>The Services' external traffic policy: Local or Cluster. Default Local.</summary>
    public string ExternalTrafficPolicy { get; init; } = "Local";
}
