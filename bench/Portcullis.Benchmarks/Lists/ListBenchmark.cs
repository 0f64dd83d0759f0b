using System.Globalization;
using System.Text.Json;
using Portcullis.Benchmarks.Stacks;
using Portcullis.Client.Requests;
using Portcullis.ControlPlane;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Benchmarks.Lists;

/// <summary>What a list of 2,000 pods allocates: read as it comes, and held as text first.</summary>
internal static class ListBenchmark
{
    private const int Pods = 2_000;
    private const int Rounds = 10;

    public static async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await BenchCluster.EmbeddedAsync(cancellationToken);
        var access = TestCluster.Access(cluster.Kubeconfig);
        using var client = new KubernetesClient(access, new() { Qps = 0 }, TimeProvider.System);
        await Console.Error.WriteLineAsync($"making {Pods} pods");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Pods),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (number, ct) => await client.CreateAsync(ResourceTypes.Pods, cluster.Namespace, Pod(number), ct));
        using var http = new HttpClient { BaseAddress = access.Server };
        var path = new Uri($"/api/v1/namespaces/{cluster.Namespace}/pods", UriKind.Relative);
        var streamed = await MeasureAsync(async () => (await client.ListAsync(ResourceTypes.Pods, cluster.Namespace, null, cancellationToken)).Items.Count);
        var whole = await MeasureAsync(async () => JsonSerializer.Deserialize(await http.GetByteArrayAsync(path, cancellationToken), ResourceTypes.Pods.ListJson)!.Items.Count);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"list_2000_mib": {{streamed:0.0}}, "held_as_text_mib": {{whole:0.0}}}""");
    }

    // The median, after one round that is not counted.
    private static async Task<double> MeasureAsync(Func<Task<int>> list)
    {
        var rounds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            if (await list() < Pods)
            {
                throw new InvalidOperationException("the list is short");
            }

            rounds.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (1024.0 * 1024));
        }

        return rounds.Skip(1).Order().ElementAt(Rounds / 2);
    }

    private static Pod Pod(int number) => new()
    {
        Metadata = new() { Name = $"pod-{number}", Labels = new Dictionary<string, string> { ["app"] = "web", ["number"] = $"{number}" } },
        Spec = new() { Containers = [new() { Name = "app", Image = "nginx:stable" }], NodeSelector = new Dictionary<string, string> { ["role"] = "stack" } },
    };
}
