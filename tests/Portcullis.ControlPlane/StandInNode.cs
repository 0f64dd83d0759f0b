using System.Globalization;
using System.Text.Json.Nodes;
using Portcullis.Model.Wire.Core;

namespace Portcullis.ControlPlane;

/// <summary>A node that exists only as an object: what a kubelet would write about itself.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Role">The value of its label <c>role</c>.</param>
/// <param name="Index">Its number, from which its addresses follow.</param>
internal sealed record StandInNode(string Name, string Role, int Index)
{
    /// <summary>Marks the nodes that tests made, so that no other is ever deleted.</summary>
    public const string Mark = "portcullis.dev/simulated";

    /// <summary>The same four as the embedded cluster has.</summary>
    public static IReadOnlyList<StandInNode> All { get; } = [new("worker-a", "stack", 0), new("worker-b", "stack", 1), new("worker-c", "stack", 2), new("backend-a", "backend", 3)];

    /// <summary>The object to create. The taints of a node that is not ready yet are put on by the API server.</summary>
    public Node Object => new()
    {
        Metadata = new()
        {
            Name = Name,
            Labels = new Dictionary<string, string> { ["role"] = Role, [Mark] = "true", ["kubernetes.io/hostname"] = Name, ["kubernetes.io/os"] = "linux" },
        },
        Spec = new() { PodCIDR = PodRange, PodCIDRs = [PodRange] },
    };

    /// <summary>The merge patch of its status that says all is well.</summary>
    /// <param name="now">The time of the heartbeat.</param>
    public JsonObject Heartbeat(DateTimeOffset now) => new()
    {
        ["status"] = new JsonObject
        {
            ["capacity"] = Capacity(),
            ["allocatable"] = Capacity(),
            ["addresses"] = new JsonArray(Address("InternalIP", $"172.30.0.{11 + Index}"), Address("ExternalIP", "127.0.0.1"), Address("Hostname", Name)),
            ["conditions"] = new JsonArray(
                Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", now),
                Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", now),
                Condition("PIDPressure", "False", "KubeletHasSufficientPID", now),
                Condition("Ready", "True", "KubeletReady", now)),
        },
    };

    private string PodRange => $"10.42.{16 * Index}.0/20";

    private static JsonObject Capacity() => new() { ["cpu"] = "256", ["memory"] = "1Ti", ["ephemeral-storage"] = "10Ti", ["pods"] = "2000" };

    private static JsonObject Address(string type, string address) => new() { ["type"] = type, ["address"] = address };

    private static JsonObject Condition(string type, string status, string reason, DateTimeOffset now) => new()
    {
        ["type"] = type,
        ["status"] = status,
        ["reason"] = reason,
        ["lastHeartbeatTime"] = now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
    };
}
