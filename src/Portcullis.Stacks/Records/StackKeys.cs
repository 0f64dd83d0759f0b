namespace Portcullis.Stacks.Records;

/// <summary>The labels, annotations and names that Portcullis writes on its objects. Frozen: running stacks carry them.</summary>
internal static class StackKeys
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string ManagedByValue = "portcullis";

    // Labels.
    public const string Stack = "portcullis.dev/stack";
    public const string Incarnation = "portcullis.dev/incarnation";
    public const string Egress = "portcullis.dev/egress";
    public const string Profile = "portcullis.dev/profile";
    public const string Job = "portcullis.dev/job";

    // Labels (hashed where not legal) and annotations (the original) alike.
    public const string Owner = "portcullis.dev/owner";
    public const string Challenge = "portcullis.dev/challenge";

    // Annotations of the Service.
    public const string ExpiresAt = "portcullis.dev/expires-at";
    public const string UpdatedAt = "portcullis.dev/updated-at";
    public const string TargetPorts = "portcullis.dev/target-ports";
    public const string PodSpec = "portcullis.dev/pod-spec";
    public const string Requested = "portcullis.dev/requested";
    public const string Note = "portcullis.dev/note";
    public const string EnvNames = "portcullis.dev/env-names";
    public const string BeyondBaseline = "portcullis.dev/beyond-baseline";

    // Annotation of the Pod: the ports that its Service was made with, to hold that against.
    public const string Ports = "portcullis.dev/ports";

    // Label of the Pods of patrols, and their annotations.
    public const string Patrol = "portcullis.dev/patrol";
    public const string PatrolNode = "portcullis.dev/patrol-node";
    public const string PatrolOrders = "portcullis.dev/patrol-orders";
    public const string PatrolSender = "portcullis.dev/patrol-sender";

    // Annotation of a Node: the host that players are sent to for stacks on it, where the node's ExternalIP is not it.
    public const string PublicHost = "portcullis.dev/public-host";

    private const string ServicePrefix = "svc-";
    private const string IncarnationAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int IncarnationLength = 5;

    public static string ServiceName(StackId id) => ServicePrefix + id.Text;

    /// <summary>The Secret with the values of the stack's variables.</summary>
    public static string EnvSecretName(StackId id) => $"env-{id.Text}";

    public static string PodName(StackId id, string incarnation) => $"{id.Text}-{incarnation}";

    public static string NewIncarnation() =>
        System.Security.Cryptography.RandomNumberGenerator.GetString(IncarnationAlphabet, IncarnationLength);
}
