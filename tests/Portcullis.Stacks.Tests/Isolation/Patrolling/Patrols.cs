using System.Net;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>Objects that patrols look at, and are.</summary>
internal static class Patrols
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly IsolationSettings Settings = new();

    public static PatrolPods Pods { get; } = new(new(), Settings, "me");

    public static PatrolTarget Target(string text, bool isKnown = true, PatrolTargetKind kind = PatrolTargetKind.ApiServer)
    {
        var parts = text.Split('/');
        return new(
            kind,
            parts[0] switch { "tcp" => PatrolProtocol.Tcp, "udp" => PatrolProtocol.Udp, _ => PatrolProtocol.Echo },
            IPAddress.Parse(parts[1]),
            parts.Length > 2 ? int.Parse(parts[2]) : 0,
            kind == PatrolTargetKind.Outside ? "a name server of stacks" : "the API server")
        { IsKnownToAnswer = isKnown };
    }

    /// <summary>A patrol that has ended.</summary>
    public static Pod Ended(string? message, IReadOnlyList<PatrolTarget> targets, int exitCode = 0, string egress = "none", string node = "worker-a", string[]? addresses = null)
    {
        var pod = Pods.Caller(egress, node, targets);
        return pod with
        {
            Metadata = pod.Metadata with { Uid = Guid.NewGuid().ToString() },
            Status = new()
            {
                Phase = exitCode == 0 ? "Succeeded" : "Failed",
                PodIPs = [.. (addresses ?? ["10.42.1.9", "fd00:42::9"]).Select(address => new PodIPEntry { Ip = address })],
                ContainerStatuses = [new() { Name = "patrol", State = new() { Terminated = new() { ExitCode = exitCode, Message = message } } }],
            },
        };
    }

    public static PatrolReading Reading(string letters, params IReadOnlyList<PatrolTarget> targets) => PatrolReading.Of(Ended($"felt passes=3 seconds=9 answers={letters}\n", targets))!;

    public static PatrolMoment At(double minutes) => new(Start.AddMinutes(minutes), TimeSpan.FromMinutes(minutes));

    public static Node Node(string name, string address, string? six = null, string role = "stack", bool isReady = true, bool isCordoned = false) => new()
    {
        Metadata = new() { Name = name, Uid = name, Labels = new Dictionary<string, string> { ["role"] = role } },
        Spec = new() { PodCIDRs = six is null ? ["10.42.1.0/24"] : ["10.42.1.0/24", "fd00:42:1::/64"], Unschedulable = isCordoned ? true : null },
        Status = new()
        {
            Addresses = [new() { Type = "InternalIP", Address = address }, .. six is null ? (NodeAddress[])[] : [new() { Type = "InternalIP", Address = six }], new() { Type = "Hostname", Address = name }],
            Conditions = [new() { Type = "Ready", Status = isReady ? "True" : "False" }],
        },
    };

    public static Pod Listening(string ns, string name, string address, int port = 8080, string protocol = "TCP", bool isReady = true, IReadOnlyDictionary<string, string>? labels = null) => new()
    {
        Metadata = new() { Namespace = ns, Name = name, Uid = name, Labels = labels },
        Spec = new() { Containers = [new() { Name = "app", Ports = [new() { Port = port, Protocol = protocol }] }] },
        Status = new() { Phase = "Running", PodIP = address, PodIPs = [new() { Ip = address }], Conditions = [new() { Type = "Ready", Status = isReady ? "True" : "False" }] },
    };
}
