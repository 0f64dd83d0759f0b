using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A port entry: a range of one protocol, or a name to be resolved on the destination.</summary>
internal readonly record struct CompiledPort(TransportProtocol Protocol, int First, int Last, string? Name)
{
    public bool Contains(ProtocolPort port) => Name is null && port.Protocol == Protocol && port.Port >= First && port.Port <= Last;

    /// <summary>Whether the destination calls that port by this name.</summary>
    public bool Names(ProtocolPort port, Subject destination)
    {
        if (Name is null || port.Protocol != Protocol || destination.Kind != SubjectKind.Pod)
        {
            return false;
        }

        foreach (var named in destination.NamedPorts)
        {
            if (named.Port == port && named.Name == Name)
            {
                return true;
            }
        }

        return false;
    }
}
