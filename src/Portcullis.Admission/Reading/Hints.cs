namespace Portcullis.Admission.Reading;

/// <summary>What to do instead of setting a field that is forbidden.</summary>
internal static class Hints
{
    public const string PullSecrets = "ask the operator to put the secret into the stack namespace and into STACK_ALLOWED_PULL_SECRETS";

    public const string Annotations = "ask the operator to put the key into STACK_ALLOWED_ANNOTATIONS";

    private const string Secrets = "give secret values as \"env\" beside the manifest in the request";
    private const string Placement = "leave it out: the operator decides where stacks run";
    private const string Volumes = "put files into the image, or use an emptyDir";
    private const string Network = "expose ports with containerPort and target_port";

    public static IReadOnlyDictionary<string, string> PodSpec { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["runtimeClassName"] = "ask the operator for a profile with this runtime class",
        ["serviceAccountName"] = "leave it out: no stack speaks to the cluster",
        ["serviceAccount"] = "leave it out: no stack speaks to the cluster",
        ["hostNetwork"] = Network,
        ["nodeName"] = Placement,
        ["affinity"] = Placement,
        ["tolerations"] = Placement,
        ["topologySpreadConstraints"] = Placement,
        ["schedulerName"] = Placement,
        ["schedulingGates"] = Placement,
        ["priorityClassName"] = Placement,
        ["priority"] = Placement,
        ["preemptionPolicy"] = Placement,
        ["dnsConfig"] = "leave it out: the request's \"egress\" decides on DNS",
        ["resources"] = "give resources to each container",
        ["os"] = "leave it out: stacks run on Linux",
    };

    public static IReadOnlyDictionary<string, string> Container { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["envFrom"] = Secrets,
        ["volumeDevices"] = Volumes,
        ["restartPolicy"] = "only init containers may have one, and only Always",
    };

    public static IReadOnlyDictionary<string, string> ContainerPort { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["hostPort"] = Network, ["hostIP"] = Network };

    public static IReadOnlyDictionary<string, string> EnvVarSource { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["secretKeyRef"] = Secrets,
        ["configMapKeyRef"] = "give the value itself",
        ["fileKeyRef"] = "give the value itself",
        ["resourceFieldRef"] = "give the value itself",
    };

    /// <summary>For probes and hooks alike.</summary>
    public static IReadOnlyDictionary<string, string> Handler { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = "leave it out: the request goes to the pod itself" };

    public static IReadOnlyDictionary<string, string> Volume { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["hostPath"] = Volumes,
        ["configMap"] = Volumes,
        ["persistentVolumeClaim"] = Volumes,
        ["image"] = Volumes,
        ["secret"] = Secrets,
    };

    public static IReadOnlyDictionary<string, string> SecurityContext { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["appArmorProfile"] = "ask the operator for a profile that lets manifests choose an AppArmor profile",
        ["privileged"] = "ask the operator for a profile that grants the capabilities you need",
    };
}
