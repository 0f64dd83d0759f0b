using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>A random cluster in which somebody calls some pods sandboxes. The same seed gives the same.</summary>
internal sealed class RandomSandboxes
{
    private static readonly string[] Selectors = ["app=a", "app", "!app", "team!=red", "app in (a,b)", ""];
    private static readonly SandboxGrouping[] Groupings = [SandboxGrouping.EachPod, SandboxGrouping.EachPod, SandboxGrouping.EachNamespace, SandboxGrouping.EachValue("team")];

    private readonly Random _random;

    public RandomSandboxes(int seed)
    {
        _random = new(seed);
        Cluster = new(seed);
        var told = new Guard(Cluster.Stacks, Cluster.Settings, isLive: true);
        Cluster.FillInto(told);
        for (var i = _random.Next(5); i > 0; i--)
        {
            Cluster.Change(told);
        }

        var labels = LabelSelectorText.TryParse(Pick(Selectors), out var selector, out var error) ? selector : throw new FormatException(error);
        List<Pod> pods = [.. Cluster.Pods.Select(pod => pod.Spec?.HostNetwork != true && _random.Next(100) < 20 ? pod with { Status = new() { Phase = pod.Status!.Phase } } : pod)];
        Objects = Cluster.Objects with { Pods = pods, Services = [.. Cluster.Objects.Services, .. Enumerable.Range(0, _random.Next(3)).Select(Service)] };
        Sandboxes = new()
        {
            Labels = labels,
            Namespaces = _random.Next(3) switch { 0 => ["stacks"], 1 => ["stacks", "tools"], _ => [] },
            Grouping = Pick(Groupings),
            Egress = Pick([SandboxEgress.None, SandboxEgress.Internet, SandboxEgress.Unsaid]),
            Newcomers = labels.Matches(Coming) && _random.Next(100) < 30 ? [Coming] : [],
            Templates = pods.Where(pod => pod.Status!.PodIP is null && _random.Next(2) == 0).Select(pod => NamespacedName.Of(pod.Metadata)).ToHashSet(),
        };
        Sandboxes = Sandboxes.Namespaces.Count == 0 ? Sandboxes with { Newcomers = [] } : Sandboxes;
        Real = [.. pods.SelectMany(Places), .. from space in Sandboxes.Namespaces from labelled in Sandboxes.Newcomers from number in Enumerable.Range(0, 2) select At(new() { Metadata = new() { Namespace = space, Name = $"coming-{number}", Labels = labelled }, Spec = new() { Containers = [new() { Name = "main" }] } })];
    }

    public RandomGuardedCluster Cluster { get; }

    public IsolationObjects Objects { get; }

    public Sandboxes Sandboxes { get; }

    /// <summary>The pods as they may come to be: each at an address, several where one stands for many.</summary>
    public IReadOnlyList<Pod> Real { get; }

    private static Dictionary<string, string> Coming { get; } = new() { ["app"] = "a", ["tier"] = "new" };

    private int _next = 200;

    private IEnumerable<Pod> Places(Pod pod)
    {
        if (pod.Status!.PodIP is not null || pod.Spec?.HostNetwork == true || pod.Status.Phase == "Failed")
        {
            return [pod];
        }

        var first = At(pod);
        return Sandboxes.Templates.Contains(NamespacedName.Of(pod.Metadata)) ? [first, At(pod with { Metadata = pod.Metadata with { Name = $"{pod.Metadata.Name}-more" } })] : [first];
    }

    private Pod At(Pod pod)
    {
        var place = Cluster.PlaceOf(_random.Next(2), _random.Next(2) == 0 ? _next++ : _next++ - 196);
        return pod with { Status = new() { Phase = "Running", PodIP = place[0], PodIPs = [.. place.Select(address => new PodIPEntry { Ip = address })] } };
    }

    private Service Service(int number) => new()
    {
        Metadata = new() { Namespace = Pick(["stacks", "tools"]), Name = $"way-{number}" },
        Spec = new() { Type = "NodePort", Selector = new Dictionary<string, string> { ["app"] = Pick(["a", "b"]) }, Ports = [new() { Port = 80, TargetPort = _random.Next(2) == 0 ? IntOrString.Of("http") : null, NodePort = 31000, Protocol = "TCP" }] },
    };

    private T Pick<T>(T[] list) => list[_random.Next(list.Length)];
}
