using Portcullis.Embedded.Objects;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Simulation;

/// <summary>What a simulated cluster begins with: nodes, the stack namespace, and a backend worth protecting.</summary>
internal static class ClusterSeed
{
    private const string Component = "kubectl";

    // For people to see: this cluster has no Pod Security admission.
    private static readonly Dictionary<string, string> PodSecurity = new()
    {
        ["pod-security.kubernetes.io/enforce"] = "baseline",
        ["pod-security.kubernetes.io/audit"] = "restricted",
        ["pod-security.kubernetes.io/warn"] = "restricted",
    };

    public static void Create(ClusterObjects objects, SimulatedNodes nodes)
    {
        nodes.Create("worker-a", "stack");
        nodes.Create("worker-b", "stack");
        nodes.Create("worker-c", "stack");
        nodes.Create("backend-a", "backend");
        foreach (var name in new[] { "backend", "monitoring", "stacks" })
        {
            objects.Create(ResourceTypes.Namespaces, new Namespace { Metadata = new ObjectMeta { Name = name, Labels = name == "stacks" ? PodSecurity : null } }, Component);
        }

        objects.Create(ResourceTypes.NetworkPolicies, KeepStacksOut("backend"), Component);
        objects.Create(ResourceTypes.Pods, Pod("backend", "platform", "example/ctf-platform:1", 8000), Component);
        objects.Create(ResourceTypes.Pods, Pod("backend", "worker", "example/ctf-platform:1", 8001), Component);
        objects.Create(ResourceTypes.Pods, Pod("backend", "database", "postgres:17", 5432), Component);
        objects.Create(ResourceTypes.Pods, Pod("backend", "cache", "redis:7", 6379), Component);

        // Without a policy of its own: the walls alone keep stacks away from it, and the guard says so.
        objects.Create(ResourceTypes.Pods, Pod("monitoring", "prometheus", "prom/prometheus:v3", 9090), Component);
        objects.Create(ResourceTypes.Pods, OnNodeNetwork(Pod("monitoring", "node-exporter", "prom/node-exporter:v1", 9100)), Component);
        objects.Create(ResourceTypes.Services, new Service
        {
            Metadata = new ObjectMeta { Name = "platform", Namespace = "backend" },
            Spec = new ServiceSpec
            {
                Selector = new Dictionary<string, string> { ["app"] = "platform" },
                Ports = [new ServicePort { Name = "http", Port = 80, TargetPort = IntOrString.Of(8000) }],
            },
        }, Component);
    }

    // By the label that every namespace has: what is not of the stack namespace may come in.
    private static NetworkPolicy KeepStacksOut(string space) => new()
    {
        Metadata = new ObjectMeta { Name = "keep-stacks-out", Namespace = space },
        Spec = new NetworkPolicySpec
        {
            PodSelector = new LabelSelector(),
            PolicyTypes = ["Ingress"],
            Ingress =
            [
                new NetworkPolicyIngressRule
                {
                    From = [new NetworkPolicyPeer { NamespaceSelector = new LabelSelector { MatchExpressions = [new LabelSelectorRequirement { Key = "kubernetes.io/metadata.name", Operator = "NotIn", Values = ["stacks"] }] } }],
                },
            ],
        },
    };

    private static Pod OnNodeNetwork(Pod pod) => pod with { Spec = pod.Spec! with { HostNetwork = true } };

    private static Pod Pod(string space, string name, string image, int port) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = space, Labels = new Dictionary<string, string> { ["app"] = name } },
        Spec = new PodSpec
        {
            NodeSelector = new Dictionary<string, string> { ["role"] = "backend" },
            Containers =
            [
                new Container
                {
                    Name = name,
                    Image = image,
                    Ports = [new ContainerPort { Port = port }],
                    Resources = new ResourceRequirements
                    {
                        Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("500m"), ["memory"] = Quantity.Parse("512Mi") },
                    },
                },
            ],
        },
    };
}
