using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>What one object counts for in quotas. <see href="https://kubernetes.io/docs/concepts/policy/resource-quotas/"/></summary>
internal static class QuotaUsage
{
    private static readonly Quantity One = Quantity.FromUnits(1);

    /// <summary>The resources that have a short name of their own beside <c>count/...</c>.</summary>
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal) { "configmaps", "resourcequotas", "secrets", "services" };

    /// <summary>The compute resources that a quota bounds under their bare name too.</summary>
    private static readonly string[] Compute = ["cpu", "ephemeral-storage", "memory"];

    public static Dictionary<string, Quantity> Of(ResourceType type, KubernetesObject? value)
    {
        var usage = new Dictionary<string, Quantity>();
        if (value is null)
        {
            return usage;
        }

        usage[$"count/{type.QualifiedName}"] = One;
        if (Named.Contains(type.Plural) && type.Group.Length == 0)
        {
            usage[type.Plural] = One;
        }

        switch (value)
        {
            case Pod pod when pod.Status?.Phase is not ("Succeeded" or "Failed"):
                AddPod(usage, pod);
                break;
            case Service service:
                AddService(usage, service);
                break;
            default:
                break;
        }

        return usage;
    }

    /// <summary>What a container must say for a quota to be able to count it.</summary>
    /// <returns>Null when nothing is missing, else the API server's words.</returns>
    public static string? Missing(Pod pod, IEnumerable<string> bounded)
    {
        var required = bounded.Where(IsCompute).ToList();
        var missing = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var container in (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? []))
        {
            foreach (var name in required.Where(name => !Says(container, name)))
            {
                (missing.TryGetValue(name, out var names) ? names : missing[name] = new(StringComparer.Ordinal)).Add(container.Name ?? "");
            }
        }

        return missing.Count == 0 ? null : $"must specify {string.Join("; ", missing.Select(m => $"{m.Key} for: {string.Join(',', m.Value)}"))}";
    }

    /// <summary>Whether the scopes of a quota take an object in.</summary>
    public static bool InScope(ResourceQuotaSpec? spec, KubernetesObject value) => (spec?.Scopes ?? []).All(scope => value is Pod pod && scope switch
    {
        "Terminating" => pod.Spec?.ActiveDeadlineSeconds is >= 0,
        "NotTerminating" => pod.Spec?.ActiveDeadlineSeconds is null,
        "BestEffort" => pod.Status?.QosClass == "BestEffort",
        "NotBestEffort" => pod.Status?.QosClass != "BestEffort",
        _ => false,
    });

    private static void AddPod(Dictionary<string, Quantity> usage, Pod pod)
    {
        usage["pods"] = One;
        foreach (var (name, amount) in PodResources.Requests(pod.Spec))
        {
            usage[$"requests.{name}"] = amount;
            if (Compute.Contains(name))
            {
                usage[name] = amount;
            }
        }

        foreach (var (name, amount) in PodResources.Limits(pod.Spec))
        {
            usage[$"limits.{name}"] = amount;
        }
    }

    private static void AddService(Dictionary<string, Quantity> usage, Service service)
    {
        var ports = service.Spec?.Ports ?? [];
        var type = service.Spec?.Type;
        var counted = type switch
        {
            "NodePort" => ports.Count,
            "LoadBalancer" => service.Spec!.AllocateLoadBalancerNodePorts == false ? ports.Count(p => p.NodePort > 0) : ports.Count,
            _ => 0,
        };
        usage["services.nodeports"] = Quantity.FromUnits(counted);
        usage["services.loadbalancers"] = Quantity.FromUnits(type == "LoadBalancer" ? 1 : 0);
    }

    private static bool IsCompute(string name) =>
        name is "cpu" or "memory" or "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory";

    private static bool Says(Container container, string name) => name.StartsWith("limits.", StringComparison.Ordinal)
        ? container.Resources?.Limits?.ContainsKey(name["limits.".Length..]) == true
        : container.Resources?.Requests?.ContainsKey(name.Replace("requests.", "", StringComparison.Ordinal)) == true;
}
