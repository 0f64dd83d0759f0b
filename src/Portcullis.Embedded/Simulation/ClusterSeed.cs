using Portcullis.Embedded.Objects;
using Portcullis.Model;

namespace Portcullis.Embedded.Simulation;

/// <summary>What a simulated cluster begins with: nodes, the stack namespace, and a backend worth protecting.</summary>
internal static class ClusterSeed
{
    private const string Component = "kubectl";

    public static void Create(ClusterObjects objects, SimulatedNodes nodes)
    {
        nodes.Create("worker-a", "stack");
        nodes.Create("worker-b", "stack");
        nodes.Create("worker-c", "stack");
        nodes.Create("backend-a", "backend");
        foreach (var name in new[] { "backend", "stacks" })
        {
            objects.Create(ResourceTypes.Namespaces, new Namespace { Metadata = new ObjectMeta { Name = name } }, Component);
        }

        objects.Create(ResourceTypes.Pods, Backend("platform", "example/ctf-platform:1", 8000), Component);
        objects.Create(ResourceTypes.Pods, Backend("database", "postgres:17", 5432), Component);
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

    private static Pod Backend(string name, string image, int port) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "backend", Labels = new Dictionary<string, string> { ["app"] = name } },
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
