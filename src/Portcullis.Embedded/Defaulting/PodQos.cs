using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>
/// The quality-of-service class of a pod.
/// <see href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"/>
/// </summary>
public static class PodQos
{
    private static readonly string[] Computed = ["cpu", "memory"];

    /// <summary><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>.</summary>
    /// <param name="spec">The spec, with its defaults.</param>
    public static string Of(PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        List<Container> containers = [.. spec.Containers ?? [], .. spec.InitContainers ?? []];
        if (!containers.Any(c => Any(c.Resources?.Requests) || Any(c.Resources?.Limits)))
        {
            return "BestEffort";
        }

        return containers.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool Any(IReadOnlyDictionary<string, Quantity>? resources) =>
        resources is not null && Computed.Any(name => resources.TryGetValue(name, out var amount) && amount.Sign > 0);

    private static bool IsGuaranteed(Container container) => Computed.All(name =>
        container.Resources?.Limits is { } limits && limits.TryGetValue(name, out var limit) && limit.Sign > 0
        && (container.Resources.Requests is not { } requests || !requests.TryGetValue(name, out var request) || request == limit));
}
