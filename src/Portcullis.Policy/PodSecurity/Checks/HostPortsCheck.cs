using System.Globalization;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Ports of the node must not be taken.</summary>
/// <remarks>Field: <c>ports[*].hostPort</c> of every container. Allowed: unset, 0.</remarks>
internal static class HostPortsCheck
{
    public static Check Check { get; } = new("hostPorts", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? containers = null;
        SortedSet<string>? ports = null;
        foreach (var container in new PodContainers(spec))
        {
            var isGood = true;
            for (var i = 0; i < container.Ports?.Count; i++)
            {
                if (container.Ports[i]?.HostPort is { } port and not 0)
                {
                    isGood = false;
                    Wording.Add(ref ports, port.ToString(CultureInfo.InvariantCulture));
                }
            }

            if (!isGood)
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return containers is null
            ? null
            : new Finding(
                "hostPort",
                $"{Wording.Containers(containers)} {Wording.Plural("uses", "use", containers.Count)} {Wording.Plural("hostPort", "hostPorts", ports!.Count)} {string.Join(", ", ports)}");
    }
}
