namespace Portcullis.Embedded.Patching;

/// <summary>How the lists of the API are merged, by the path of their field without indices.</summary>
/// <remarks>From the <c>patchMergeKey</c>, <c>listType</c> and <c>listMapKey</c> marks of the API types. What is not here is replaced whole.</remarks>
internal static class ListKeys
{
    private static readonly Dictionary<string, string> PatchKeys = new(StringComparer.Ordinal)
    {
        ["metadata.ownerReferences"] = "uid",
        ["spec.containers"] = "name",
        ["spec.initContainers"] = "name",
        ["spec.ephemeralContainers"] = "name",
        ["spec.containers.ports"] = "containerPort",
        ["spec.containers.env"] = "name",
        ["spec.containers.volumeMounts"] = "mountPath",
        ["spec.containers.volumeDevices"] = "devicePath",
        ["spec.volumes"] = "name",
        ["spec.imagePullSecrets"] = "name",
        ["spec.hostAliases"] = "ip",
        ["spec.topologySpreadConstraints"] = "topologyKey",
        ["spec.resourceClaims"] = "name",
        ["spec.schedulingGates"] = "name",
        ["spec.ports"] = "port",
        ["secrets"] = "name",
        ["imagePullSecrets"] = "name",
        ["status.conditions"] = "type",
        ["status.addresses"] = "type",
        ["status.podIPs"] = "ip",
    };

    private static readonly HashSet<string> MergedSets = new(StringComparer.Ordinal) { "metadata.finalizers", "spec.podCIDRs" };

    /// <summary>The field whose value tells the items of a list apart in a strategic-merge patch; null when the list is replaced.</summary>
    public static string? PatchKey(string path) => PatchKeys.GetValueOrDefault(Canonical(path));

    /// <summary>Whether a list of plain values is merged as a set.</summary>
    public static bool IsMergedSet(string path) => MergedSets.Contains(path);

    private static string Canonical(string path) => path
        .Replace("spec.initContainers.", "spec.containers.", StringComparison.Ordinal)
        .Replace("spec.ephemeralContainers.", "spec.containers.", StringComparison.Ordinal);
}
