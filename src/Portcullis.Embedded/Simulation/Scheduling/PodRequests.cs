using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>
/// What a pod takes of a node, as the scheduler counts it: containers and sidecars together, or the largest moment
/// of the init containers if that is more.
/// <see href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers"/>
/// </summary>
internal static class PodRequests
{
    public static Amounts Of(PodSpec spec)
    {
        var running = new Amounts();
        foreach (var container in spec.Containers ?? [])
        {
            running.Add(Amounts.Of(container.Resources?.Requests));
        }

        var sidecars = new Amounts();
        var peak = new Amounts();
        foreach (var container in spec.InitContainers ?? [])
        {
            var requests = Amounts.Of(container.Resources?.Requests);
            if (container.RestartPolicy == "Always")
            {
                running.Add(requests);
                sidecars.Add(requests);
                peak.RaiseTo(sidecars);
            }
            else
            {
                requests.Add(sidecars);
                peak.RaiseTo(requests);
            }
        }

        running.RaiseTo(peak);
        running.Add(Amounts.Of(spec.Overhead));
        return running;
    }
}
