using Portcullis.Model;

namespace Portcullis.Embedded.Resources;

/// <summary>The quality of service class of a pod. <see href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"/></summary>
internal static class QualityOfService
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(PodSpec? spec)
    {
        var all = (spec?.InitContainers ?? []).Concat(spec?.Containers ?? []).ToList();
        if (!all.Any(c => Names(c.Resources?.Limits) || Names(c.Resources?.Requests)))
        {
            return "BestEffort";
        }

        return all.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool Names(IReadOnlyDictionary<string, Quantity>? resources) =>
        resources is not null && Counted.Any(name => resources.TryGetValue(name, out var amount) && amount.Sign > 0);

    private static bool IsGuaranteed(Container container) => Counted.All(name =>
        container.Resources?.Limits is { } limits && limits.TryGetValue(name, out var limit) && limit.Sign > 0
        && (container.Resources.Requests is not { } requests || !requests.TryGetValue(name, out var request) || request == limit));
}
