using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation;

/// <summary>
/// Conditions and taints of nodes, as kubelets and the node lifecycle controller set them.
/// <see href="https://kubernetes.io/docs/concepts/architecture/nodes/#condition"/>
/// </summary>
internal static class NodeConditions
{
    public const string UnreachableKey = "node.kubernetes.io/unreachable";

    private static readonly (string Type, string Reason, string Message)[] Pressures =
    [
        ("MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        ("DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        ("PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
    ];

    public static bool IsReady(Node node) => node.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    public static IReadOnlyList<NodeCondition> Healthy(DateTimeOffset now) =>
    [
        .. Pressures.Select(p => Of(p.Type, "False", p.Reason, p.Message, now)),
        Of("Ready", "True", "KubeletReady", "kubelet is posting ready status", now),
    ];

    /// <summary>What stands on a node whose kubelet is not heard of any more.</summary>
    public static IReadOnlyList<NodeCondition> Unheard(DateTimeOffset now) =>
    [
        .. Pressures.Select(p => p.Type).Append("Ready").Select(type => Of(type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", now)),
    ];

    public static IReadOnlyList<Taint> Unreachable(DateTimeOffset now) =>
    [
        new Taint { Key = UnreachableKey, Effect = "NoSchedule", TimeAdded = now },
        new Taint { Key = UnreachableKey, Effect = "NoExecute", TimeAdded = now },
    ];

    private static NodeCondition Of(string type, string status, string reason, string message, DateTimeOffset now) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastHeartbeatTime = now,
        LastTransitionTime = now,
    };
}
