using System.Collections.Immutable;
using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Tests.Support;

/// <summary>Objects as the cluster would hold them.</summary>
internal static class Worlds
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly StackSettings Settings = new();
    public const string Manifest = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: challenge\nspec:\n  containers:\n  - image: nginx\n    name: app\n";

    /// <summary>What a caller who says nothing gets.</summary>
    public static StackTerms Terms { get; } = new() { Egress = "none", Profile = "baseline" };

    public static StackId Id { get; } = StackId.For("owner", "challenge");

    public static Service Service(string incarnation = "bbbbb", DateTimeOffset? expiresAt = null, int nodePort = 31001) => new()
    {
        Metadata = new()
        {
            Name = StackKeys.ServiceName(Id),
            Namespace = Settings.Namespace,
            Uid = "service-uid",
            ResourceVersion = "10",
            CreationTimestamp = Start,
            Labels = new Dictionary<string, string>
            {
                [StackKeys.ManagedBy] = StackKeys.ManagedByValue,
                [StackKeys.Stack] = Id.Text,
                [StackKeys.Incarnation] = incarnation,
                [StackKeys.Egress] = "none",
                [StackKeys.Profile] = "baseline",
            },
            Annotations = new Dictionary<string, string>
            {
                [StackKeys.ExpiresAt] = Rfc3339.Micros(expiresAt ?? (Start + Settings.Ttl)),
                [StackKeys.TargetPorts] = "80/TCP",
                [StackKeys.Requested] = "cpu=100m,memory=1024",
                [StackKeys.PodSpec] = Manifest,
                [StackKeys.Owner] = "owner",
                [StackKeys.Challenge] = "challenge",
            },
        },
        Spec = new()
        {
            Type = "NodePort",
            Selector = ServiceFactory.Selector(Id, incarnation),
            Ports = [new() { Name = "p80-tcp", Protocol = "TCP", Port = 80, NodePort = nodePort }],
        },
    };

    public static Pod Pod(string incarnation = "bbbbb", string phase = "Running", string? node = "worker-a", params PodCondition[] conditions) => new()
    {
        Metadata = new()
        {
            Name = StackKeys.PodName(Id, incarnation),
            Namespace = Settings.Namespace,
            Uid = "pod-" + incarnation,
            ResourceVersion = "11",
            CreationTimestamp = Start,
            Labels = ServiceFactory.Selector(Id, incarnation).Append(new(StackKeys.ManagedBy, StackKeys.ManagedByValue)).ToDictionary(),
        },
        Spec = new() { NodeName = node },
        Status = new() { Phase = phase, Conditions = conditions },
    };

    public static StackRecord Record(Service? service = null)
    {
        StackRecord.TryRead(service ?? Service(), out var record).ShouldBeTrue();
        return record!;
    }

    public static StackEntry Entry(StackRecord? record, params Pod[] pods) => new(Id, record, null, [.. pods]);

    /// <summary>The directory of these nodes and no others.</summary>
    public static NodeDirectory Nodes(params Node[] nodes)
    {
        var store = new WrittenStore<Node>();
        var directory = new NodeDirectory(store.Store);
        store.Writer.Replace(nodes, "1");
        return directory;
    }

    public static Node Node(string name = "worker-a", string? externalIP = "203.0.113.1") => new()
    {
        Metadata = new() { Name = name, Uid = name, ResourceVersion = "1" },
        Status = new() { Addresses = externalIP is null ? [] : [new() { Type = "ExternalIP", Address = externalIP }] },
    };
}
