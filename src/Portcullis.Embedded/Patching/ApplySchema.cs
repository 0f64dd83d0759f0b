namespace Portcullis.Embedded.Patching;

/// <summary>Which lists and objects server-side apply owns item by item, and which as a whole.</summary>
/// <remarks>
/// From the <c>listType</c>, <c>listMapKey</c>, <c>mapType</c> and <c>structType</c> marks of the API types. A list that is
/// not here is atomic; an object that is not here is owned field by field.
/// <see href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy"/>
/// </remarks>
internal static class ApplySchema
{
    private static readonly Dictionary<string, string[]> Keyed = new(StringComparer.Ordinal)
    {
        ["metadata.ownerReferences"] = ["uid"],
        ["spec.containers"] = ["name"],
        ["spec.initContainers"] = ["name"],
        ["spec.ephemeralContainers"] = ["name"],
        ["spec.containers.ports"] = ["containerPort", "protocol"],
        ["spec.containers.env"] = ["name"],
        ["spec.containers.volumeMounts"] = ["mountPath"],
        ["spec.containers.volumeDevices"] = ["devicePath"],
        ["spec.volumes"] = ["name"],
        ["spec.imagePullSecrets"] = ["name"],
        ["spec.hostAliases"] = ["ip"],
        ["spec.topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["spec.schedulingGates"] = ["name"],
        ["spec.resourceClaims"] = ["name"],
        ["spec.ports"] = ["port", "protocol"],
        ["secrets"] = ["name"],
        ["status.conditions"] = ["type"],
        ["status.addresses"] = ["type"],
        ["status.podIPs"] = ["ip"],
    };

    private static readonly HashSet<string> Sets = new(StringComparer.Ordinal) { "metadata.finalizers", "spec.podCIDRs" };

    private static readonly HashSet<string> AtomicObjects = new(StringComparer.Ordinal)
    {
        "spec.selector",
        "spec.podSelector",
        "spec.nodeSelector",
        "spec.scopeSelector",
        "spec.containers.env.valueFrom.fieldRef",
        "spec.containers.env.valueFrom.resourceFieldRef",
        "spec.containers.env.valueFrom.secretKeyRef",
        "spec.containers.env.valueFrom.configMapKeyRef",
        "involvedObject",
    };

    /// <summary>The fields that tell the items of a list apart, sorted; null when items are not owned one by one.</summary>
    /// <param name="path">The path of the list without indices.</param>
    public static IReadOnlyList<string>? KeysOf(string path) => Keyed.GetValueOrDefault(Canonical(path));

    public static bool IsSet(string path) => Sets.Contains(path);

    public static bool IsAtomicObject(string path) => AtomicObjects.Contains(Canonical(path));

    private static string Canonical(string path) => path
        .Replace("spec.initContainers.", "spec.containers.", StringComparison.Ordinal)
        .Replace("spec.ephemeralContainers.", "spec.containers.", StringComparison.Ordinal);
}
