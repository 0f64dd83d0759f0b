using System.Collections.Concurrent;
using Portcullis.Client;
using Portcullis.EndToEnd.Support;
using Portcullis.Model;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The program ends in the middle of a burst, one way or another, and the next one finds everything whole or cleans it up.</summary>
public sealed class CrashTests
{
    private const int Burst = 300;
    private const int BeforeTheEnd = 60;

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Every_stack_is_whole_or_gone_after_an_end_in_the_middle_of_a_burst(string signal)
    {
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.File("kubeconfig");
        await using var cluster = await ProgramProcess.StartAsync(["cluster", "--listen", "127.0.0.1:0", "--kubeconfig", kubeconfig, "--no-listeners"]);
        await using var first = await ProgramProcess.ServeAsync(kubeconfig);
        using var caller = new ApiCaller(first.Address, TestBed.Key);
        await ReadyAsync(caller);

        var answered = new ConcurrentBag<string>();
        var burst = Parallel.ForEachAsync(
            Enumerable.Range(0, Burst),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken },
            async (_, _) =>
            {
                try
                {
                    if (await caller.CreateAsync(Manifests.Create()) is { Code: 201 } created)
                    {
                        answered.Add(created.StackId);
                    }
                }
                catch (HttpRequestException)
                {
                    // The program is gone, which is what this test is about.
                }
            });
        await Eventually.TrueAsync(() => answered.Count >= BeforeTheEnd, cancellationToken: TestContext.Current.CancellationToken);
        await first.SignalAsync(signal);
        await first.WaitForExitAsync();
        await burst;

        await using var second = await ProgramProcess.ServeAsync(kubeconfig);
        using var next = new ApiCaller(second.Address, TestBed.Key);
        await ReadyAsync(next);
        using var client = ClientOf(kubeconfig);
        await Eventually.PassesAsync(() => WholeAsync(client, next, answered), cancellationToken: TestContext.Current.CancellationToken);

        foreach (var stack in (await next.GetAsync("/stacks")).Json.GetProperty("stacks").EnumerateArray())
        {
            (await next.DeleteAsync($"/stacks/{stack.GetProperty("stack_id").GetString()}")).ShouldBe(200);
        }

        await Eventually.PassesAsync(
            async () => (await ObjectsAsync(client)).ShouldBe((0, 0)), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Batch_delete_goes_on_in_the_next_process()
    {
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.File("kubeconfig");
        await using var cluster = await ProgramProcess.StartAsync(["cluster", "--listen", "127.0.0.1:0", "--kubeconfig", kubeconfig, "--no-listeners"]);
        await using var first = await ProgramProcess.ServeAsync(kubeconfig);
        using var caller = new ApiCaller(first.Address, TestBed.Key);
        await ReadyAsync(caller);
        var ids = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200), TestContext.Current.CancellationToken, async (_, _) => ids.Add((await caller.CreateAsync(Manifests.Create())).ShouldBe(201).StackId));
        var request = new System.Text.Json.Nodes.JsonObject { ["stack_ids"] = new System.Text.Json.Nodes.JsonArray([.. ids.Select(id => (System.Text.Json.Nodes.JsonNode)id)]) };
        var job = (await caller.PostAsync("/stacks/batch-delete", request)).ShouldBe(202).Json.GetProperty("job_id").GetString();
        await first.SignalAsync("KILL");
        await first.WaitForExitAsync();

        await using var second = await ProgramProcess.ServeAsync(kubeconfig);
        using var next = new ApiCaller(second.Address, TestBed.Key);
        await ReadyAsync(next);
        await Eventually.PassesAsync(
            async () =>
            {
                var state = (await next.GetAsync($"/stacks/batch-delete/{job}")).ShouldBe(200).Json;
                state.GetProperty("status").GetString().ShouldBe("completed");
                (state.GetProperty("deleted").GetInt32() + state.GetProperty("not_found").GetInt32()).ShouldBe(200);
            },
            cancellationToken: TestContext.Current.CancellationToken);
        (await next.GetAsync("/stacks")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
    }

    private static async Task WholeAsync(KubernetesClient client, ApiCaller next, ConcurrentBag<string> answered)
    {
        var (services, pods) = await ObjectsAsync(client);
        services.ShouldBe(pods);
        var stacks = (await next.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").EnumerateArray().ToList();
        stacks.Count.ShouldBe(services);
        stacks.ShouldAllBe(stack => stack.GetProperty("pod_id").GetString() != "");
        var known = stacks.Select(stack => stack.GetProperty("stack_id").GetString()!).ToHashSet();
        answered.Where(id => !known.Contains(id)).ShouldBeEmpty();
        stacks.Select(stack => stack.GetProperty("node_port").GetInt32()).Distinct().Count().ShouldBe(stacks.Count);
    }

    private static async Task<(int Services, int Pods)> ObjectsAsync(KubernetesClient client)
    {
        var ours = new ListOptions { LabelSelector = "portcullis.dev/stack" };
        var services = await client.ListAsync(ResourceTypes.Services, "stacks", ours, TestContext.Current.CancellationToken);
        var pods = await client.ListAsync(ResourceTypes.Pods, "stacks", ours, TestContext.Current.CancellationToken);
        return (services.Items.Count, pods.Items.Count);
    }

    private static KubernetesClient ClientOf(string kubeconfig)
    {
        var found = ClusterAccess.Load(new() { KubeconfigPath = kubeconfig }, new Dictionary<string, string>()).ShouldBeOfType<ClusterAccessResult.Found>();
        return new(found.Access, new KubernetesClientOptions(), TimeProvider.System);
    }

    private static Task ReadyAsync(ApiCaller caller) => Eventually.PassesAsync(
        async () => (await caller.GetAsync("/readyz")).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);
}
