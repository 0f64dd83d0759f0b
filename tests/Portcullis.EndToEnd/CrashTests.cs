using System.Collections.Concurrent;
using Portcullis.Client.Requests;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The program ends in the middle of a burst, one way or another, and the next one finds everything whole or cleans it up.</summary>
public abstract class CrashTests(ClusterKind kind)
{
    private const int Burst = 300;
    private const int BeforeTheEnd = 60;

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Every_stack_is_whole_or_gone_after_an_end_in_the_middle_of_a_burst(string signal)
    {
        await using var cluster = await ClusterForProcesses.StartAsync(kind);
        await using var first = await cluster.ServeAsync();
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

        await using var second = await cluster.ServeAsync();
        using var next = new ApiCaller(second.Address, TestBed.Key);
        await ReadyAsync(next);
        await Eventually.PassesAsync(() => WholeAsync(cluster, next, answered), cancellationToken: TestContext.Current.CancellationToken);

        foreach (var stack in (await next.GetAsync("/stacks")).Json.GetProperty("stacks").EnumerateArray())
        {
            (await next.DeleteAsync($"/stacks/{stack.GetProperty("stack_id").GetString()}")).ShouldBe(200);
        }

        await Eventually.PassesAsync(
            async () => (await ObjectsAsync(cluster)).ShouldBe((0, 0)), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Batch_delete_goes_on_in_the_next_process()
    {
        await using var cluster = await ClusterForProcesses.StartAsync(kind);
        await using var first = await cluster.ServeAsync();
        using var caller = new ApiCaller(first.Address, TestBed.Key);
        await ReadyAsync(caller);
        var ids = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200), TestContext.Current.CancellationToken, async (_, _) => ids.Add((await caller.CreateAsync(Manifests.Create())).ShouldBe(201).StackId));
        var request = new System.Text.Json.Nodes.JsonObject { ["stack_ids"] = new System.Text.Json.Nodes.JsonArray([.. ids.Select(id => (System.Text.Json.Nodes.JsonNode)id)]) };
        var job = (await caller.PostAsync("/stacks/batch-delete", request)).ShouldBe(202).Json.GetProperty("job_id").GetString();
        await first.SignalAsync("KILL");
        await first.WaitForExitAsync();

        await using var second = await cluster.ServeAsync();
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

    private static async Task WholeAsync(ClusterForProcesses cluster, ApiCaller next, ConcurrentBag<string> answered)
    {
        var (services, pods) = await ObjectsAsync(cluster);
        services.ShouldBe(pods);
        var stacks = (await next.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").EnumerateArray().ToList();
        stacks.Count.ShouldBe(services);
        stacks.ShouldAllBe(stack => stack.GetProperty("pod_id").GetString() != "");
        var known = stacks.Select(stack => stack.GetProperty("stack_id").GetString()!).ToHashSet();
        answered.Where(id => !known.Contains(id)).ShouldBeEmpty();
        stacks.Select(stack => stack.GetProperty("node_port").GetInt32()).Distinct().Count().ShouldBe(stacks.Count);
    }

    private static async Task<(int Services, int Pods)> ObjectsAsync(ClusterForProcesses cluster)
    {
        var ours = new ListOptions { LabelSelector = "portcullis.dev/stack,!portcullis.dev/patrol" };
        var services = await cluster.Admin.ListAsync(ResourceTypes.Services, cluster.Namespace, ours, TestContext.Current.CancellationToken);
        var pods = await cluster.Admin.ListAsync(ResourceTypes.Pods, cluster.Namespace, ours, TestContext.Current.CancellationToken);
        return (services.Items.Count, pods.Items.Count);
    }

    private static Task ReadyAsync(ApiCaller caller) => Eventually.PassesAsync(
        async () => (await caller.GetAsync("/readyz")).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);
}

/// <inheritdoc/>
[Trait(Smoke.Trait, Smoke.Part)]
public sealed class CrashOnEmbedded() : CrashTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
[Trait(Smoke.Trait, Smoke.Part)]
public sealed class CrashOnControlPlane() : CrashTests(ClusterKind.ControlPlane);
