using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>A new node takes no pods until it is known to be ready.</summary>
/// <remarks><see href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#taintnodesbycondition"/></remarks>
internal static class NodeTaints
{
    public const string NotReadyKey = "node.kubernetes.io/not-ready";

    public static Node NotReadyYet(Node node)
    {
        var taints = node.Spec?.Taints ?? [];
        return taints.Any(IsNotReady)
            ? node
            : node with { Spec = (node.Spec ?? new NodeSpec()) with { Taints = [.. taints, new Taint { Key = NotReadyKey, Effect = "NoSchedule" }] } };
    }

    /// <summary>The node without the taint it was made with; null when it does not carry it.</summary>
    public static Node? Ready(Node node) => node.Spec?.Taints?.Any(IsNotReady) == true
        ? node with { Spec = node.Spec with { Taints = node.Spec.Taints.Where(t => !IsNotReady(t)).ToList() is { Count: > 0 } left ? left : null } }
        : null;

    private static bool IsNotReady(Taint taint) => taint is { Key: NotReadyKey, Effect: "NoSchedule" };
}
