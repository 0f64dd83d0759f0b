using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Records;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>A stack's Service and Pod as they are made, and what may be done to them.</summary>
internal static class ServiceWorlds
{
    public const string Incarnation = "bbbbb";

    private static readonly StackBlueprint Blueprint = new()
    {
        Id = Worlds.Id,
        Terms = Worlds.Terms,
        ExpiresAt = Worlds.Start + TimeSpan.FromHours(1),
        Ports = [new(80, PortProtocol.Tcp), new(53, PortProtocol.Udp)],
        Manifest = Worlds.Manifest,
        Template = new()
        {
            Spec = new()
            {
                Containers = [new() { Name = "app", Ports = [new() { Port = 80, Protocol = "TCP" }, new() { Port = 22, Protocol = "TCP" }] }],
                InitContainers = [new() { Name = "names", RestartPolicy = "Always", Ports = [new() { Port = 53, Protocol = "UDP" }] }],
            },
        },
        CpuMilli = 100,
        MemoryBytes = 1024,
    };

    /// <summary>The Service, as the API server gives it back.</summary>
    public static Service Service(StackSettings? settings = null)
    {
        var made = ServiceFactory.Make(Blueprint, Incarnation, new Dictionary<int, int> { [80] = 31001, [53] = 31002 }, settings ?? Worlds.Settings);
        return made with
        {
            Metadata = made.Metadata with { Uid = "service-uid", ResourceVersion = "10", CreationTimestamp = Worlds.Start },
            Spec = made.Spec! with { ClusterIP = "10.43.0.9", ClusterIPs = ["10.43.0.9"], SessionAffinity = "None", InternalTrafficPolicy = "Cluster", IpFamilies = ["IPv4"] },
        };
    }

    /// <summary>Its Pod.</summary>
    public static Pod Pod(string incarnation = Incarnation, string address = "10.42.0.7")
    {
        var made = PodFactory.Make(Blueprint, Service(), incarnation, TimeSpan.Zero, null, Worlds.Settings, null);
        return made with { Metadata = made.Metadata with { Uid = $"pod-{incarnation}" }, Status = new() { Phase = "Running", PodIP = address, PodIPs = [new() { Ip = address }] } };
    }

    /// <summary>A Pod of a version that did not write down its ports.</summary>
    public static Pod OldPod() => Pod() with { Metadata = Pod().Metadata with { Annotations = null } };

    public static Service Edit(this Service service, string patch) => Edit(service, (JsonObject)JsonNode.Parse(patch)!);

    /// <summary>A merge patch (RFC 7386) applied.</summary>
    public static Service Edit(this Service service, JsonObject patch)
    {
        var json = JsonSerializer.SerializeToNode(service, ModelJson.Default.Service)!.AsObject();
        Merge(json, patch);
        return json.Deserialize(ModelJson.Default.Service)!;
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(key);
                    break;
                case JsonObject part:
                    if (target[key] is not JsonObject there)
                    {
                        target[key] = there = [];
                    }

                    Merge(there, part);
                    break;
                default:
                    target[key] = value.DeepClone();
                    break;
            }
        }
    }
}
