using Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>
/// Every kind that network plug-ins and their like add to the API beside NetworkPolicy, with what it can do to it. Each row
/// is judged from the plug-in's own documentation. A kind can undo policies when it can let traffic pass that they deny, give
/// pods ways in or out that they do not hold, or make a statement about them untrue.
/// </summary>
public static class OverridingKinds
{
    internal const string SystemNamespace = "kube-system";

    /// <summary>Every known kind.</summary>
    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        .. StandardKinds.All, .. CalicoKinds.All, .. CiliumKinds.All, .. AntreaKinds.All, .. AmazonKinds.All, .. GoogleKinds.All, .. AzureKinds.All,
        .. EasternCloudKinds.All, .. OvnKinds.All, .. OpenShiftKinds.All, .. KubeOvnKinds.All, .. NsxKinds.All, .. ManyNetworksKinds.All, .. MeshKinds.All,
    ];

    /// <summary>
    /// The API groups of network plug-ins: what is in them and not in <see cref="All"/> is unknown, and may undo policies.
    /// Meshes are not among them: what passes their proxies has passed the policies of the pods that hold them.
    /// </summary>
    public static IReadOnlyList<string> PlugInGroups { get; } = [.. All.Select(kind => kind.Group).Distinct().Except(MeshKinds.Groups).Order(StringComparer.Ordinal)];

    private static readonly Dictionary<(string, string), OverridingKind> ByName = All.ToDictionary(kind => (kind.Group, kind.Kind));

    /// <summary>What is known of a kind; null when nothing is.</summary>
    /// <param name="group">Its API group, with or without a version.</param>
    /// <param name="kind">Its kind.</param>
    public static OverridingKind? Find(string group, string kind)
    {
        ArgumentNullException.ThrowIfNull(group);
        return ByName.GetValueOrDefault((GroupOf(group), kind));
    }

    /// <summary>Whether a group is a network plug-in's.</summary>
    /// <param name="group">The group, with or without a version.</param>
    public static bool IsPlugIns(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return PlugInGroups.Contains(GroupOf(group), StringComparer.Ordinal);
    }

    /// <summary>Whether objects of a kind have to be looked at: they can undo policies, or nobody knows.</summary>
    /// <param name="group">Its API group, with or without a version.</param>
    /// <param name="kind">Its kind.</param>
    public static bool Matters(string group, string kind) => Find(group, kind) is { } known ? known.Effect != OverridingEffect.None : IsPlugIns(group);

    // Which version does not matter: each shows the same objects.
    private static string GroupOf(string apiVersion) => apiVersion.Split('/')[0];
}
