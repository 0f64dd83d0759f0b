using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Port entries of a rule, and why they do not match, in words.</summary>
internal static class PortWords
{
    public static string Describe(NetworkPolicyPort entry) => entry switch
    {
        { Port: null } => $"all {entry.Protocol} ports",
        { EndPort: { } end } => $"{entry.Port}-{end}/{entry.Protocol}",
        _ => $"{entry.Port}/{entry.Protocol}",
    };

    public static string Mismatch(NetworkPolicyPort entry, Subject destination, ProtocolPort port)
    {
        if (entry.Protocol != ProtocolPort.Name(port.Protocol))
        {
            return $"it is for {entry.Protocol}";
        }

        if (entry.Port?.Text is not { } name)
        {
            return $"{port.Port} is another port";
        }

        if (destination.Kind != SubjectKind.Pod)
        {
            return "a named port is resolved on the destination pod, which this is not";
        }

        var numbers = destination.NamedPorts.Where(named => named.Name == name && named.Port.Protocol == port.Protocol).Select(named => named.Port.ToString()).ToList();
        return numbers.Count == 0 ? $"{destination} has no {entry.Protocol} port named {name}" : $"{name} is {string.Join(", ", numbers)} on {destination}";
    }
}
