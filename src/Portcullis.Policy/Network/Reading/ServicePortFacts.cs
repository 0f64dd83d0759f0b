using Portcullis.Model.Json;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reading;

/// <summary>A port of a service, and where on the pod it leads.</summary>
internal readonly record struct ServicePortFacts(ProtocolPort Port, IntOrString Target)
{
    /// <summary>The port on this pod; null when the pod has no port of that name.</summary>
    public ProtocolPort? TargetOn(Subject pod)
    {
        if (Target.Text is not { } name)
        {
            return new ProtocolPort(Target.Number, Port.Protocol);
        }

        foreach (var port in pod.NamedPorts)
        {
            if (port.Name == name && port.Port.Protocol == Port.Protocol)
            {
                return port.Port;
            }
        }

        return null;
    }
}
