using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission;

/// <summary>What the scheduler counts for a pod.</summary>
/// <param name="Cpu">CPU.</param>
/// <param name="Memory">Memory in bytes.</param>
/// <param name="EphemeralStorage">Ephemeral storage in bytes.</param>
public readonly record struct PodRequests(Quantity Cpu, Quantity Memory, Quantity EphemeralStorage)
{
    /// <summary>
    /// Counts as the scheduler does: all containers and sidecars run together; before that, each init container runs
    /// beside the sidecars started before it. The larger of the two counts, resource by resource.
    /// <see href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers"/>
    /// </summary>
    /// <param name="spec">The pod's spec.</param>
    public static PodRequests Of(PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var running = default(PodRequests);
        foreach (var container in spec.Containers ?? [])
        {
            running = running.Plus(Of(container));
        }

        var sidecars = default(PodRequests);
        var starting = default(PodRequests);
        foreach (var container in spec.InitContainers ?? [])
        {
            var own = Of(container);
            if (container.RestartPolicy == "Always")
            {
                sidecars = sidecars.Plus(own);
                running = running.Plus(own);
                starting = starting.Largest(sidecars);
            }
            else
            {
                starting = starting.Largest(sidecars.Plus(own));
            }
        }

        return running.Largest(starting);
    }

    private static PodRequests Of(Container container)
    {
        var requests = container.Resources?.Requests;
        return requests is null
            ? default
            : new PodRequests(requests.GetValueOrDefault("cpu"), requests.GetValueOrDefault("memory"), requests.GetValueOrDefault("ephemeral-storage"));
    }

    private PodRequests Plus(PodRequests other) =>
        new(Cpu + other.Cpu, Memory + other.Memory, EphemeralStorage + other.EphemeralStorage);

    private PodRequests Largest(PodRequests other) =>
        new(Quantity.Max(Cpu, other.Cpu), Quantity.Max(Memory, other.Memory), Quantity.Max(EphemeralStorage, other.EphemeralStorage));
}
