using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Policy.Tests.Network;

/// <summary>Objects made from the JSON of their interesting parts.</summary>
internal static class Json
{
    public static Namespace Space(string name, string labels = "{}") =>
        JsonSerializer.Deserialize($$$"""{"metadata":{"name":"{{{name}}}","labels":{{{labels}}}}}""", ModelJson.Default.Namespace)!;

    public static Pod Pod(string space, string name, string labels = "{}", string spec = "{}", string status = "{}") =>
        JsonSerializer.Deserialize($$$"""{"metadata":{"namespace":"{{{space}}}","name":"{{{name}}}","labels":{{{labels}}}},"spec":{{{spec}}},"status":{{{status}}}}""", ModelJson.Default.Pod)!;

    public static NetworkPolicy Policy(string space, string name, string spec) =>
        JsonSerializer.Deserialize($$$"""{"metadata":{"namespace":"{{{space}}}","name":"{{{name}}}"},"spec":{{{spec}}}}""", ModelJson.Default.NetworkPolicy)!;

    public static Service Service(string space, string name, string spec) =>
        JsonSerializer.Deserialize($$$"""{"metadata":{"namespace":"{{{space}}}","name":"{{{name}}}"},"spec":{{{spec}}}}""", ModelJson.Default.Service)!;

    public static Node Node(string name, params string[] addresses) => new()
    {
        Metadata = new() { Name = name },
        Status = new() { Addresses = [.. addresses.Select(address => new NodeAddress { Type = "InternalIP", Address = address })] },
    };
}
