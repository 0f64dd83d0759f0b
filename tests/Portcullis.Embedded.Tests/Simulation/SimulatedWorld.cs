using System.Text.Json;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Embedded.Tests.Simulation;

/// <summary>A simulated cluster whose clock the test moves.</summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private SimulatedWorld(EmbeddedCluster cluster, ManualTimeProvider time)
    {
        Cluster = cluster;
        Time = time;
    }

    public EmbeddedCluster Cluster { get; }

    public ManualTimeProvider Time { get; }

    public ClusterObjects Objects => Cluster.Parts.Objects;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SimulatedWorld> StartAsync(EmbeddedClusterOptions? options = null)
    {
        var time = new ManualTimeProvider();
        using var loggers = new LoggerFactory();
        var cluster = await EmbeddedCluster.StartAsync(options ?? new EmbeddedClusterOptions(), time, loggers, Token);
        return new SimulatedWorld(cluster, time);
    }

    public Pod CreatePod(string name, string spec = """{"containers":[{"name":"main","image":"nginx"}]}""", string labels = "{}") => Objects.Create(
        ResourceTypes.Pods,
        JsonSerializer.Deserialize($$"""{"metadata":{"name":"{{name}}","namespace":"stacks","labels":{{labels}}},"spec":{{spec}}}""", ModelJson.Default.Pod)!,
        "test");

    public Pod? Pod(string name) => Objects.Find(ResourceTypes.Pods, "stacks", name);

    /// <summary>Lets time pass in small steps until a pod is as wanted.</summary>
    public async Task<Pod> PodBecomes(string name, Func<Pod, bool> condition)
    {
        await Until(() => Pod(name) is { } pod && condition(pod));
        return Pod(name)!;
    }

    public Task<Pod> PodRuns(string name) => PodBecomes(name, p => IsTrue(p, "Ready"));

    public Task PodGoes(string name) => Until(() => Pod(name) is null);

    public Task Until(Func<bool> condition) => Eventually.TrueAsync(
        () =>
        {
            var holds = condition();
            if (!holds)
            {
                Time.Advance(Step);
            }

            return holds;
        },
        cancellationToken: Token);

    public IReadOnlyList<string> Events(string name) =>
        [.. Objects.List(ResourceTypes.Events).Where(e => e.InvolvedObject?.Name == name).Select(e => $"{e.Reason}: {e.Message}")];

    public static bool IsTrue(Pod pod, string condition) => pod.Status?.Conditions?.Any(c => c.Type == condition && c.Status == "True") == true;

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
