using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>Clusters for the guard to judge.</summary>
internal static class Clusters
{
    public static readonly StackSettings Stacks = new();

    /// <summary>Two stack nodes, a backend that keeps stacks out by itself, two stacks, and the walls.</summary>
    public static IsolationObjects Walled(IsolationSettings? settings = null) => WithWalls(
        new()
        {
            Namespaces = [Namespace("stacks"), Namespace("backend"), Namespace("default")],
            Nodes = [Node("a", "192.0.2.10", "10.42.0.0/24"), Node("b", "192.0.2.11", "10.42.1.0/24")],
            Pods =
            [
                Pod("stacks", "stack-1", "10.42.0.5", ("portcullis.dev/egress", "none")),
                Pod("stacks", "stack-2", "10.42.1.5", ("portcullis.dev/egress", "none")),
                Pod("backend", "api", "10.42.0.9", ("app", "api")),
            ],
            Services = [new() { Metadata = new() { Namespace = "default", Name = "kubernetes" }, Spec = new() { ClusterIP = "10.43.0.1", Ports = [new() { Port = 443 }] } }],
            ServiceRanges = [new() { Metadata = new() { Name = "kubernetes" }, Spec = new() { Cidrs = ["10.43.0.0/16"] } }],
            Policies = [KeepOut("backend")],
        },
        settings ?? new());

    public static IsolationObjects WithWalls(IsolationObjects objects, IsolationSettings settings, StackSettings? stacks = null) => objects with
    {
        Policies = [.. objects.Policies, .. Walls.Build(AddressDiscovery.Of(objects.Nodes, objects.Services, objects.ServiceRanges, objects.ApiServer, [], settings, publicHost: stacks?.PublicHost), stacks ?? Stacks, settings)],
    };

    public static Namespace Namespace(string name, bool labelled = true) => new()
    {
        Metadata = new() { Name = name, Labels = labelled ? new Dictionary<string, string> { [Walls.NamespaceLabel] = name } : null },
    };

    public static Node Node(string name, string address, string podRange) => new()
    {
        Metadata = new() { Name = name },
        Spec = new() { PodCIDR = podRange, PodCIDRs = [podRange] },
        Status = new() { Addresses = [new() { Type = "InternalIP", Address = address }] },
    };

    public static Pod Pod(string space, string name, string? address, params (string Key, string Value)[] labels) => new()
    {
        Metadata = new() { Namespace = space, Name = name, Labels = labels.ToDictionary(label => label.Key, label => label.Value) },
        Spec = new() { Containers = [new() { Name = "main", Ports = [new() { Port = 8080, Protocol = "TCP" }] }] },
        Status = new() { Phase = "Running", PodIP = address, PodIPs = address is null ? null : [new() { Ip = address }] },
    };

    /// <summary>Lets in everyone but the stack namespace, by the label that holds its name.</summary>
    public static NetworkPolicy KeepOut(string space) => Policy(space, "keep-stacks-out", new()
    {
        PodSelector = new(),
        Ingress = [new() { From = [new() { NamespaceSelector = new() { MatchExpressions = [new() { Key = Walls.NamespaceLabel, Operator = "NotIn", Values = ["stacks"] }] } }] }],
    });

    /// <summary>Everything is allowed, in both directions.</summary>
    public static NetworkPolicy AllowAll(string space) => Policy(space, "allow-all", new()
    {
        PodSelector = new(),
        Ingress = [new()],
        Egress = [new()],
        PolicyTypes = ["Ingress", "Egress"],
    });

    public static NetworkPolicy Policy(string space, string name, NetworkPolicySpec spec) => new() { Metadata = new() { Namespace = space, Name = name }, Spec = spec };

    public static IsolationObjects Without(this IsolationObjects objects, string policy) => objects with { Policies = [.. objects.Policies.Where(one => one.Metadata.Name != policy)] };

    public static IsolationReport Judge(this IsolationObjects objects, IsolationSettings? settings = null, StackSettings? stacks = null) =>
        IsolationCheck.Judge(objects, stacks ?? Stacks, settings ?? new(), TimeProvider.System);

    /// <summary>The verdicts that are not proven, as <c>S1 open</c>; without S8, of which objects tell nothing.</summary>
    public static IEnumerable<string> Short(this IsolationReport report) =>
        report.Statements.Where(statement => statement.Id != "S8" && statement.Verdict != IsolationVerdict.Proven).Select(statement => $"{statement.Id} {statement.Verdict.ToWire()}");

    public static IsolationStatement Find(this IsolationReport report, string id) => report.Statements.Single(statement => statement.Id == id);
}
