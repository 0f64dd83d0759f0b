using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Checks the ports that players shall reach.</summary>
internal static class TargetPortCheck
{
    /// <summary>The most ports of one stack.</summary>
    public const int Most = 24;

    private const int MostListed = 10;

    /// <summary>Checks them by themselves and, when the pod could be read, against its containers.</summary>
    /// <param name="ports">The ports asked for.</param>
    /// <param name="spec">The pod's spec, or null.</param>
    /// <param name="reasons">Where reasons go.</param>
    public static void Check(IReadOnlyList<TargetPort> ports, PodSpec? spec, Reasons reasons)
    {
        if (ports.Count is 0 or > Most)
        {
            reasons.AddOfRequest("target_port", ports.Count == 0 ? "required" : "too many ports", $"{ports.Count}", $"1 to {Most} ports");
            return;
        }

        var exposed = spec is null ? null : Exposed(spec);
        var seen = new HashSet<TargetPort>();
        for (var i = 0; i < ports.Count; i++)
        {
            CheckOne(ports[i], $"target_port[{i}]", seen, exposed, reasons);
        }
    }

    private static void CheckOne(TargetPort port, string path, HashSet<TargetPort> seen, HashSet<TargetPort>? exposed, Reasons reasons)
    {
        if (!Enum.IsDefined(port.Protocol))
        {
            reasons.AddOfRequest($"{path}.protocol", "not one of the allowed values", null, "TCP, UDP");
        }
        else if (port.ContainerPort is < 1 or > 65535)
        {
            reasons.AddOfRequest($"{path}.container_port", "must be a whole number in range", $"{port.ContainerPort}", "1 to 65535");
        }
        else if (!seen.Add(port))
        {
            reasons.AddOfRequest(path, "another target port is the same", port.ToString());
        }
        else if (exposed?.Contains(port) == false)
        {
            reasons.AddOfRequest(path, "no container exposes this port", port.ToString(), Listed(exposed), "list it under a container's ports, with its protocol");
        }
    }

    private static HashSet<TargetPort> Exposed(PodSpec spec)
    {
        var exposed = new HashSet<TargetPort>();
        foreach (var container in (spec.Containers ?? []).Concat(spec.InitContainers ?? []))
        {
            foreach (var port in container.Ports ?? [])
            {
                exposed.Add(new TargetPort(port.Port ?? 0, port.Protocol == "UDP" ? PortProtocol.Udp : PortProtocol.Tcp));
            }
        }

        return exposed;
    }

    private static string Listed(HashSet<TargetPort> exposed) =>
        exposed.Count == 0 ? "none" : string.Join(", ", exposed.Take(MostListed)) + (exposed.Count > MostListed ? ", ..." : "");
}
