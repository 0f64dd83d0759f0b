using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Reading;

/// <summary>Works out what a stack is from the objects that make it. Pure.</summary>
internal static class StackProjection
{
    /// <param name="record">The stack's record.</param>
    /// <param name="pod">Its current Pod, if there is one.</param>
    /// <param name="nodes">Finds nodes, and knows which are gone.</param>
    /// <param name="now">The time.</param>
    /// <param name="settings">The settings.</param>
    public static Stack Of(StackRecord record, Pod? pod, NodeDirectory nodes, DateTimeOffset now, StackSettings settings)
    {
        var nodeName = pod?.Spec?.NodeName is { Length: > 0 } name ? name : null;
        var nodeIsGone = nodeName is not null && nodes.IsGone(pod!, nodeName, now);
        var (status, reason, message) = nodeIsGone
            ? (StackStatus.NodeDeleted, "NodeDeleted", $"node \"{nodeName}\" is gone")
            : StateOf(record, pod, now, settings);
        return new()
        {
            Record = record,
            Pod = pod,
            NodeName = nodeName,
            Hosts = settings.PublicHost is { } host ? [host] : HostsOf(nodeName is null ? null : nodes.Find(nodeName), record.Service.Spec?.IpFamilies),
            Status = status,
            Ready = status == StackStatus.Running && PodConditions.IsTrue(pod!, "Ready"),
            Reason = reason,
            Message = message,
            Airlock = pod is null ? null : AirlockReading.Of(pod).Outcome,
            UpdatedAt = Latest(record.UpdatedAt, pod),
        };
    }

    /// <summary>When the clock alone will change the answer of <see cref="Of"/>; null when it will not.</summary>
    public static DateTimeOffset? NextChange(StackRecord record, Pod? pod, NodeDirectory nodes, StackSettings settings) =>
        pod?.Spec?.NodeName is { Length: > 0 } node ? (nodes.Find(node) is null ? NodeDirectory.GoneAt(pod) : null)
        : SchedulingEnd(record, pod, settings);

    private static DateTimeOffset? SchedulingEnd(StackRecord record, Pod? pod, StackSettings settings) =>
        pod is null ? record.UpdatedAt + settings.SchedulingTimeout
        : pod.Spec?.NodeName is { Length: > 0 } || settings.WaitForCapacity ? null
        : (pod.Metadata.CreationTimestamp ?? record.UpdatedAt) + settings.SchedulingTimeout;

    private static (StackStatus Status, string? Reason, string? Message) StateOf(StackRecord record, Pod? pod, DateTimeOffset now, StackSettings settings)
    {
        if (pod is null)
        {
            return now < SchedulingEnd(record, pod, settings)
                ? (StackStatus.Creating, "PodPending", "the pod has not been made yet")
                : (StackStatus.Failed, "PodMissing", "the stack has no pod any more");
        }

        var explanation = PodExplanation.Of(pod);
        return pod.Status?.Phase switch
        {
            "Running" => (StackStatus.Running, explanation?.Reason, explanation?.Message),
            "Succeeded" => (StackStatus.Stopped, explanation?.Reason ?? "Completed", explanation?.Message),
            "Failed" => (StackStatus.Failed, explanation?.Reason ?? "Failed", explanation?.Message),
            _ when SchedulingEnd(record, pod, settings) is { } timeout && now >= timeout =>
                (StackStatus.Failed, "SchedulingTimeout", explanation?.Message ?? "no node took the pod in time"),
            _ => (StackStatus.Creating, explanation?.Reason, explanation?.Message),
        };
    }

    // A node answers by the families of the Service alone; of those that say nothing, by the first that it lists.
    private static List<string> HostsOf(Node? node, IReadOnlyList<string>? families)
    {
        if (node?.Metadata.Annotations?.GetValueOrDefault(StackKeys.PublicHost) is { } told)
        {
            return [told];
        }

        List<string> external = [.. Addresses(node, "ExternalIP")];
        List<string> reached = [.. (families ?? []).Select(family => external.Find(address => FamilyOf(address) == family)).OfType<string>()];
        return reached.Count > 0 ? reached : [.. external.Concat(Addresses(node, "ExternalDNS")).Take(1)];
    }

    private static IEnumerable<string> Addresses(Node? node, string type) =>
        (node?.Status?.Addresses ?? []).Where(address => address.Type == type).Select(address => address.Address).OfType<string>();

    private static string? FamilyOf(string address) =>
        IPText.TryParseAddress(address, out var parsed) ? AddressRanges.NameOf(parsed.AddressFamily) : null;

    private static DateTimeOffset Latest(DateTimeOffset updatedAt, Pod? pod)
    {
        var latest = updatedAt;
        foreach (var condition in pod?.Status?.Conditions ?? [])
        {
            if (condition.LastTransitionTime is { } changed && changed > latest)
            {
                latest = changed;
            }
        }

        return latest;
    }
}
