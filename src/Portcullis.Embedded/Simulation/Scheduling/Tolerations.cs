using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>
/// Which taints a pod accepts.
/// <see href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"/>
/// </summary>
internal static class Tolerations
{
    /// <summary>The first taint that keeps the pod away; null when none does.</summary>
    public static Taint? Untolerated(PodSpec spec, Node node) => (node.Spec?.Taints ?? [])
        .FirstOrDefault(t => t.Effect is "NoSchedule" or "NoExecute" && !(spec.Tolerations ?? []).Any(toleration => Tolerates(toleration, t)));

    /// <summary>How long the pod may stay on a node with this taint; null for ever, zero when it must go at once.</summary>
    public static TimeSpan? Stay(PodSpec spec, Taint taint)
    {
        var matching = (spec.Tolerations ?? []).Where(t => Tolerates(t, taint)).ToList();
        return matching.Count == 0
            ? TimeSpan.Zero
            : matching.Any(t => t.TolerationSeconds is null) ? null : TimeSpan.FromSeconds(Math.Max(0, matching.Min(t => t.TolerationSeconds!.Value)));
    }

    private static bool Tolerates(Toleration toleration, Taint taint) =>
        (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect)
        && (string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint.Key)
        && (toleration.Operator == "Exists" || (toleration.Value ?? "") == (taint.Value ?? ""));
}
