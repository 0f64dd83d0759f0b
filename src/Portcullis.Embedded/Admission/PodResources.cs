using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>What a pod asks for in sum. <see href="https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers"/></summary>
internal static class PodResources
{
    public static Dictionary<string, Quantity> Requests(PodSpec? spec) => Sum(spec, c => c.Resources?.Requests);

    public static Dictionary<string, Quantity> Limits(PodSpec? spec) => Sum(spec, c => c.Resources?.Limits);

    /// <summary>Adds amounts to a sum.</summary>
    public static void Add(Dictionary<string, Quantity> sum, IReadOnlyDictionary<string, Quantity>? amounts)
    {
        foreach (var (name, amount) in amounts ?? new Dictionary<string, Quantity>())
        {
            sum[name] = sum.TryGetValue(name, out var present) ? present + amount : amount;
        }
    }

    /// <summary>Containers and sidecars run together; each init container runs beside the sidecars before it.</summary>
    private static Dictionary<string, Quantity> Sum(PodSpec? spec, Func<Container, IReadOnlyDictionary<string, Quantity>?> of)
    {
        var sidecars = new Dictionary<string, Quantity>();
        var starting = new Dictionary<string, Quantity>();
        foreach (var init in spec?.InitContainers ?? [])
        {
            var here = new Dictionary<string, Quantity>(sidecars);
            Add(here, of(init));
            Raise(starting, here);
            if (init.RestartPolicy == "Always")
            {
                sidecars = here;
            }
        }

        foreach (var container in spec?.Containers ?? [])
        {
            Add(sidecars, of(container));
        }

        Raise(sidecars, starting);
        Add(sidecars, spec?.Overhead);
        return sidecars;
    }

    private static void Raise(Dictionary<string, Quantity> sum, Dictionary<string, Quantity> other)
    {
        foreach (var (name, amount) in other)
        {
            sum[name] = sum.TryGetValue(name, out var present) ? Quantity.Max(present, amount) : amount;
        }
    }
}
