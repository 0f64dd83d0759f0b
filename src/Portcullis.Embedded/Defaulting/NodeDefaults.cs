using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of nodes: all of the capacity may be given to pods; what every node has on the wire, even when it says nothing.</summary>
internal static class NodeDefaults
{
    private const string NoEndpoints = """{"kubeletEndpoint":{"Port":0}}""";

    public static Node Apply(Node node)
    {
        var status = node.Status ?? new NodeStatus();
        return node with
        {
            Spec = node.Spec ?? new NodeSpec(),
            Status = status with
            {
                Allocatable = status.Allocatable ?? status.Capacity,
                DaemonEndpoints = status.DaemonEndpoints ?? JsonSerializer.Deserialize(NoEndpoints, ModelJson.Default.JsonElement),
                NodeInfo = Apply(status.NodeInfo ?? new NodeSystemInfo()),
            },
        };
    }

    private static NodeSystemInfo Apply(NodeSystemInfo info) => info with
    {
        MachineID = info.MachineID ?? "",
        SystemUUID = info.SystemUUID ?? "",
        BootID = info.BootID ?? "",
        KernelVersion = info.KernelVersion ?? "",
        OsImage = info.OsImage ?? "",
        ContainerRuntimeVersion = info.ContainerRuntimeVersion ?? "",
        KubeletVersion = info.KubeletVersion ?? "",
        KubeProxyVersion = info.KubeProxyVersion ?? "",
        OperatingSystem = info.OperatingSystem ?? "",
        Architecture = info.Architecture ?? "",
    };
}
