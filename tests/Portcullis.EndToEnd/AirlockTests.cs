using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Simulation;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks;
using Portcullis.Stacks.Records;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.EndToEnd;

/// <summary>Nothing of a challenge starts before its walls are felt.</summary>
public abstract class AirlockTests(ClusterKind kind)
{
    [Fact]
    public async Task Every_pod_begins_with_the_airlock_and_its_stack_shows_what_it_felt()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create(null, ("env", new JsonObject { ["FLAG"] = "flag{x}" })))).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");

        var pod = (await bed.ObjectsAsync()).Pods.ShouldHaveSingleItem();
        var airlock = pod.Spec!.InitContainers![0];
        airlock.Name.ShouldBe("airlock");
        airlock.Env!.Select(variable => variable.Name).ShouldBe(["AIRLOCK_TARGETS", "AIRLOCK_TIMEOUT"]);
        var service = await bed.Cluster.Admin.GetAsync(ResourceTypes.Services, new("default", "kubernetes"), TestContext.Current.CancellationToken);
        airlock.Env![0].Value!.Split(' ').ShouldContain($"{service.Spec!.ClusterIP}:443");
        airlock.Env[0].Value!.Split(' ').Length.ShouldBe(2);
        (await PassedAsync(bed, created.StackId)).ShouldBe(true);

        (await bed.Api.PostAsync($"/stacks/{created.StackId}/restart", null)).ShouldBe(200);
        await bed.StatusAsync(created.StackId, "running");
        (await bed.ObjectsAsync()).Pods.ShouldAllBe(restarted => restarted.Spec!.InitContainers![0].Name == "airlock");
    }

    [Fact]
    public async Task Without_airlock_stacks_start_at_once_and_the_report_says_what_that_gives_up()
    {
        await using var bed = await TestBed.StartAsync(kind, isolation: isolation => isolation with { Airlock = false });
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");

        (await bed.ObjectsAsync()).Pods.ShouldHaveSingleItem().Spec!.InitContainers.ShouldBeNull();
        (await PassedAsync(bed, created.StackId)).ShouldBeNull();
        var statement = await StatementAsync(bed);
        statement.GetProperty("verdict").GetString().ShouldBe("incomplete");
        statement.GetProperty("missing")[0].GetString()!.ShouldStartWith("STACK_AIRLOCK=off");
    }

    // Null: nothing is known of it.
    private protected static async Task<bool?> PassedAsync(TestBed bed, string stackId)
    {
        var airlock = (await bed.Api.GetAsync($"/stacks/{stackId}")).ShouldBe(200).Json.GetProperty("airlock");
        return airlock.ValueKind == JsonValueKind.Null ? null : airlock.GetProperty("passed").GetBoolean();
    }

    private protected static async Task<JsonElement> StatementAsync(TestBed bed) =>
        (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("statements").EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == "S8");
}

/// <inheritdoc/>
public sealed class AirlocksOnEmbedded() : AirlockTests(ClusterKind.Embedded)
{
    private readonly NetworkEnforcement _network = new();

    [Fact]
    public async Task Challenge_waits_for_as_long_as_the_network_takes()
    {
        _network.Delay = TimeSpan.FromSeconds(2);
        await using var bed = await StartAsync();
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        created.Json.GetProperty("status").GetString().ShouldBe("creating");
        await bed.StatusAsync(created.StackId, "creating", "Airlock");
        (await PassedAsync(bed, created.StackId)).ShouldBeNull();
        (await PodAsync(bed)).Status!.ContainerStatuses!.ShouldAllBe(container => container.State!.Waiting != null);

        await bed.StatusAsync(created.StackId, "running");

        var airlock = (await bed.Api.GetAsync($"/stacks/{created.StackId}")).Json.GetProperty("airlock");
        airlock.GetProperty("passed").GetBoolean().ShouldBeTrue();
        airlock.GetProperty("seconds").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        airlock.GetProperty("attempts").GetInt32().ShouldBeGreaterThan(3);
        var pod = await PodAsync(bed);
        pod.Status!.ContainerStatuses!.ShouldAllBe(container => container.State!.Running!.StartedAt >= pod.Status.InitContainerStatuses![0].State!.Terminated!.FinishedAt);
        await Eventually.PassesAsync(
            async () => (await StatementAsync(bed)).GetProperty("missing").EnumerateArray().ShouldHaveSingleItem().GetString()!.ShouldStartWith("STACK_PATROL_INTERVAL=0"),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Network_that_does_not_enforce_stops_new_stacks_until_a_probe_passes()
    {
        _network.Enforces = false;
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bed = await StartAsync(time: time);
        var stacks = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            stacks.Add((await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId);
        }

        foreach (var stack in stacks)
        {
            await bed.StatusAsync(stack, "failed", "IsolationNotEnforced");
            (await PassedAsync(bed, stack)).ShouldBe(false);
        }

        (await bed.ObjectsAsync()).Pods.ShouldAllBe(pod => pod.Status!.ContainerStatuses!.All(container => container.State!.Running == null && container.State.Terminated == null));
        var statement = await StatementAsync(bed);
        statement.GetProperty("verdict").GetString().ShouldBe("open");
        stacks.ShouldAllBe(stack => statement.GetProperty("witnesses")[0].GetProperty("text")[0].GetString()!.Contains(stack));
        await Eventually.PassesAsync(
            async () => (await bed.Cluster.Admin.ListAsync(ResourceTypes.Events, bed.Settings.Namespace, null, TestContext.Current.CancellationToken)).Items
                .ShouldContain(one => one.Reason == "IsolationOpen" && one.Message!.StartsWith("S8 ", StringComparison.Ordinal)),
            cancellationToken: TestContext.Current.CancellationToken);
        var refused = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503);
        (refused.Reason, refused.Json.GetProperty("details")[0].GetProperty("path").GetString()).ShouldBe(("IsolationOpen", "S8"));

        _network.Enforces = true;
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503);
        time.Advance(TimeSpan.FromMinutes(1));
        var probe = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(probe.StackId, "running");
        await Eventually.PassesAsync(async () => (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201), cancellationToken: TestContext.Current.CancellationToken);
        (await StatementAsync(bed)).GetProperty("verdict").GetString().ShouldNotBe("open");
    }

    [Fact]
    public async Task Failed_stacks_are_cleaned_up_like_others()
    {
        _network.Enforces = false;
        await using var bed = await StartAsync(settings => settings with { TerminalGrace = TimeSpan.FromSeconds(1) });
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Kubelet_that_tries_again_lets_the_stack_start_in_the_end()
    {
        _network.Enforces = false;
        await using var bed = await StartAsync(settings => settings with { RestartPolicy = "OnFailure" });
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await Eventually.PassesAsync(async () => (await PassedAsync(bed, created.StackId)).ShouldBe(false), cancellationToken: TestContext.Current.CancellationToken);
        await bed.StatusAsync(created.StackId, "creating");

        _network.Enforces = true;
        await bed.StatusAsync(created.StackId, "running");
        (await PassedAsync(bed, created.StackId)).ShouldBe(true);
    }

    [Fact]
    public async Task Node_can_be_told_not_to_enforce()
    {
        await using var bed = await StartAsync();
        foreach (var node in (string[])["worker-a", "worker-b", "worker-c"])
        {
            await AnnotateAsync(bed, node, "false");
        }

        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "creating", "Airlock");
        await AnnotateAsync(bed, created.Json.GetProperty("node_id").GetString()!, null);
        await bed.StatusAsync(created.StackId, "running");
    }

    [Fact]
    public async Task Cluster_that_hides_its_api_server_makes_no_stack()
    {
        await using var bed = await StartAsync();
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.EndpointSlices, new("default", "kubernetes"), null, TestContext.Current.CancellationToken);
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Services, new("default", "kubernetes"), null, TestContext.Current.CancellationToken);

        // The kubelet of a node without stacks would do, too.
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Nodes, new("", "backend-a"), null, TestContext.Current.CancellationToken);

        await Eventually.PassesAsync(
            async () => (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("AirlockTargetUnknown"),
            cancellationToken: TestContext.Current.CancellationToken);
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Stacks_that_were_alive_without_walls_are_named()
    {
        await using var bed = await StartAsync();
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");

        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.NetworkPolicies, new(bed.Settings.Namespace, "portcullis-walls"), null, TestContext.Current.CancellationToken);

        await Eventually.PassesAsync(
            async () => (await StatementAsync(bed)).GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)
                .ShouldContain(note => note.StartsWith("the wall portcullis-walls was missing from ", StringComparison.Ordinal) && note.Contains(created.StackId)),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stacks_that_go_before_their_walls_are_felt_stop_nobody()
    {
        // Longer than any of them is left to live, and shorter than the airlock waits.
        _network.Delay = TimeSpan.FromSeconds(3);
        await using var bed = await StartAsync();
        var cut = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            cut.Add((await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId);
        }

        foreach (var stack in cut)
        {
            await bed.StatusAsync(stack, "creating", "Airlock");
            (await bed.Api.DeleteAsync($"/stacks/{stack}")).ShouldBe(200);
        }

        await bed.NothingIsLeftAsync();
        (await StatementAsync(bed)).GetProperty("verdict").GetString().ShouldNotBe("open");
        var next = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(next.StackId, "running");
    }

    private Task<TestBed> StartAsync(Func<StackSettings, StackSettings>? settings = null, TimeProvider? time = null) => TestBed.StartAsync(
        ClusterKind.Embedded,
        settings,
        cluster => cluster with { Simulation = new() { Network = _network, BackOff = TimeSpan.FromMilliseconds(100) } },
        time: time,
        isolation: isolation => isolation with { AirlockTimeout = TimeSpan.FromSeconds(5) });

    private static async Task<Pod> PodAsync(TestBed bed) => (await bed.ObjectsAsync()).Pods.ShouldHaveSingleItem();

    private static Task<Node> AnnotateAsync(TestBed bed, string node, string? value) => bed.Cluster.Admin.MergePatchAsync(
        ResourceTypes.Nodes,
        new("", node),
        new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["portcullis.dev/enforces-network-policy"] = value } } },
        null,
        TestContext.Current.CancellationToken);
}

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class AirlocksOnControlPlane() : AirlockTests(ClusterKind.ControlPlane);
