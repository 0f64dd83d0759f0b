using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Probes and hooks, which the kubelet makes from the node, must not go to a host of the pod's choice.</summary>
/// <remarks>Fields: <c>host</c> of httpGet and tcpSocket in every probe and lifecycle hook. Allowed: unset, empty. From 1.34.</remarks>
internal static class HostProbesCheck
{
    public static Check Check { get; } = new("hostProbesAndHostLifecycle", PodSecurityLevel.Baseline, new CheckVersion(34, V34));

    private static Finding? V34(ObjectMeta metadata, PodSpec spec)
    {
        // Both are sets to the reference implementation, so that containers too come in the order of their names.
        SortedSet<string>? containers = null;
        SortedSet<string>? hosts = null;
        foreach (var container in new PodContainers(spec))
        {
            if (Probe(container.LivenessProbe, ref hosts)
                | Probe(container.ReadinessProbe, ref hosts)
                | Probe(container.StartupProbe, ref hosts)
                | Hook(container.Lifecycle?.PostStart, ref hosts)
                | Hook(container.Lifecycle?.PreStop, ref hosts))
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return containers is null
            ? null
            : new Finding(
                "probe or lifecycle host",
                $"{Wording.Containers(containers)} {Wording.Plural("uses", "use", containers.Count)} "
                + $"{Wording.Plural("probe or lifecycle host", "probe or lifecycle hosts", hosts!.Count)} {Wording.Quoted(hosts)}");
    }

    private static bool Probe(Probe? probe, ref SortedSet<string>? hosts) =>
        Host(probe?.HttpGet?.Host, ref hosts) | Host(probe?.TcpSocket?.Host, ref hosts);

    private static bool Hook(LifecycleHandler? hook, ref SortedSet<string>? hosts) =>
        Host(hook?.HttpGet?.Host, ref hosts) | Host(hook?.TcpSocket?.Host, ref hosts);

    private static bool Host(string? host, ref SortedSet<string>? hosts)
    {
        if (string.IsNullOrEmpty(host))
        {
            return false;
        }

        Wording.Add(ref hosts, host);
        return true;
    }
}
