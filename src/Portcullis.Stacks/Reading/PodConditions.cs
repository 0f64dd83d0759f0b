using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Reading;

/// <summary>Reads the conditions of a Pod.</summary>
internal static class PodConditions
{
    public static PodCondition? Find(Pod pod, string type) => pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public static bool IsTrue(Pod pod, string type) => Find(pod, type)?.Status == "True";

    /// <summary>True once a node has been chosen, or the Pod has come further than that.</summary>
    public static bool IsScheduled(Pod pod) => pod.Spec?.NodeName is { Length: > 0 } || IsTrue(pod, "PodScheduled");

    /// <summary>True when the scheduler has said that no node will do for now.</summary>
    public static bool IsUnschedulable(Pod pod) => Find(pod, "PodScheduled") is { Status: "False", Reason: "Unschedulable" };

    public static bool IsFinished(Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";
}
