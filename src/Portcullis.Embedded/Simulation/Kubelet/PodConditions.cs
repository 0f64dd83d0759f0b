using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>Conditions of pods.</summary>
internal static class PodConditions
{
    public static PodCondition Of(string type, bool holds, string? reason = null, string? message = null) =>
        new() { Type = type, Status = holds ? "True" : "False", Reason = reason, Message = message };

    public static bool IsTrue(PodStatus? status, string type) => status?.Conditions?.Any(c => c.Type == type && c.Status == "True") == true;

    /// <summary>The new conditions, with the old time where the status is the old one, then the old ones of other types.</summary>
    public static IReadOnlyList<PodCondition> Merge(IReadOnlyList<PodCondition>? before, IEnumerable<PodCondition> conditions, DateTimeOffset now)
    {
        var merged = conditions.Select(c => before?.FirstOrDefault(b => b.Type == c.Type) is { } old && old.Status == c.Status
            ? c with { LastTransitionTime = old.LastTransitionTime }
            : c with { LastTransitionTime = now }).ToList();
        merged.AddRange((before ?? []).Where(b => merged.All(c => c.Type != b.Type)));
        return merged;
    }
}
