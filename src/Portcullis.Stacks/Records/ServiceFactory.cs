using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>Writes a stack's Service: its address and its record.</summary>
internal static class ServiceFactory
{
    public static Service Make(StackBlueprint blueprint, string incarnation, IReadOnlyDictionary<int, int> nodePorts, StackSettings settings) => new()
    {
        ApiVersion = ResourceTypes.Services.ApiVersion,
        Kind = ResourceTypes.Services.Kind,
        Metadata = new()
        {
            Name = StackKeys.ServiceName(blueprint.Id),
            Namespace = settings.Namespace,
            Labels = Labels(blueprint, incarnation),
            Annotations = Annotations(blueprint),
        },
        Spec = new()
        {
            Type = "NodePort",

            // The player's address survives, only the Pod's own node answers, and no Pod slips through another
            // node's NodePort under the node's address.
            ExternalTrafficPolicy = settings.ExternalTrafficPolicy,

            // Where the cluster has two address families, players come in by either; elsewhere this changes nothing, and
            // API servers that do not know it drop it.
            IpFamilyPolicy = "PreferDualStack",
            Selector = Selector(blueprint.Id, incarnation),
            Ports = [.. blueprint.Ports.Select(port => new ServicePort
            {
                Name = PortName(port),
                Protocol = port.ProtocolText,
                Port = port.ContainerPort,
                TargetPort = IntOrString.Of(port.ContainerPort),
                NodePort = nodePorts[port.ContainerPort],
            })],
        },
    };

    public static string PortName(TargetPort port) => $"p{port.ContainerPort}-{(port.Protocol == PortProtocol.Tcp ? "tcp" : "udp")}";

    public static Dictionary<string, string> Selector(StackId id, string incarnation) => new()
    {
        [StackKeys.Stack] = id.Text,
        [StackKeys.Incarnation] = incarnation,
    };

    /// <summary>The labels that Service and Pod share.</summary>
    public static Dictionary<string, string> Labels(StackBlueprint blueprint, string incarnation) => new(blueprint.Terms.Labels())
    {
        [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
        [StackKeys.Stack] = blueprint.Id.Text,
        [StackKeys.Incarnation] = incarnation,
    };

    private static Dictionary<string, string> Annotations(StackBlueprint blueprint) => new(blueprint.Terms.Annotations())
    {
        [StackKeys.ExpiresAt] = Rfc3339.Micros(blueprint.ExpiresAt),
        [StackKeys.TargetPorts] = TargetPortsText.Format(blueprint.Ports),
        [StackKeys.Requested] = RequestedText.Format(blueprint.CpuMilli, blueprint.MemoryBytes),
        [StackKeys.PodSpec] = blueprint.Manifest,
    };
}
