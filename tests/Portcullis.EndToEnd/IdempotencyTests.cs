using System.Text.Json.Nodes;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>One owner has one stack of one challenge, however often, and however oddly, it is asked for.</summary>
public abstract class IdempotencyTests(ClusterKind kind)
{
    [Fact]
    public async Task Second_create_hands_out_the_first_stack()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var first = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(201);
        var second = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(200);
        second.StackId.ShouldBe(first.StackId);
        second.NodePort.ShouldBe(first.NodePort);
        (await bed.Api.CreateAsync(Manifests.Owned("team", "pwn"))).ShouldBe(201).StackId.ShouldNotBe(first.StackId);
    }

    [Fact]
    public async Task Many_creates_at_once_make_one_stack()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bed.Api.CreateAsync(Manifests.Owned("team", "web"))));
        answers.Count(answer => answer.Code == 201).ShouldBe(1);
        answers.Count(answer => answer.Code == 200).ShouldBe(19);
        (await bed.ObjectsAsync()).Services.Count.ShouldBe(1);
        await Eventually.PassesAsync(async () => (await bed.ObjectsAsync()).Pods.Count.ShouldBe(1), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_replicas_make_one_stack()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await using var other = await bed.ReplicaAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => (Task<ApiAnswer>[])[
            bed.Api.CreateAsync(Manifests.Owned("team", "web")), other.Api.CreateAsync(Manifests.Owned("team", "web"))]));
        answers.ShouldAllBe(answer => answer.Code == 200 || answer.Code == 201);
        answers.Count(answer => answer.Code == 201).ShouldBe(1);
        answers.Select(answer => answer.NodePort).Distinct().Count().ShouldBe(1);
        await Eventually.PassesAsync(async () => (await bed.ObjectsAsync()).Pods.Count.ShouldBe(1), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stack_that_another_replica_made_is_found_at_once()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await using var other = await bed.ReplicaAsync();
        var created = (await other.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await bed.Api.GetAsync($"/stacks/{created.StackId}/status")).ShouldBe(200);
    }

    [Fact]
    public async Task Expired_stack_is_replaced_by_a_new_one()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var body = Manifests.Owned("team", "web");
        body["ttl"] = "1ms";
        var first = (await bed.Api.CreateAsync(body.DeepClone())).ShouldBe(201);
        var second = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(201);
        second.StackId.ShouldBe(first.StackId);
        second.Json.GetProperty("pod_id").GetString().ShouldNotBe(first.Json.GetProperty("pod_id").GetString());
    }

    [Fact]
    public async Task Service_without_its_pod_is_completed_from_its_record()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(201);
        var pod = new NamespacedName(bed.Settings.Namespace, created.Json.GetProperty("pod_id").GetString()!);
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Pods, pod, new() { GracePeriodSeconds = 0 }, TestContext.Current.CancellationToken);
        await Eventually.PassesAsync(
            async () => (await bed.Api.GetAsync($"/stacks/{created.StackId}")).Json.GetProperty("pod_id").GetString().ShouldBe(""),
            cancellationToken: TestContext.Current.CancellationToken);

        // Somebody may still be at it for as long as a create may take: until then the answer can be 503.
        ApiAnswer? again = null;
        await Eventually.PassesAsync(
            async () => again = (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);
        again!.NodePort.ShouldBe(created.NodePort);
        await bed.StatusAsync(created.StackId, "running");
        (await bed.ObjectsAsync()).Services.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Owner_has_no_more_stacks_than_one_may_have()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { MaxPerOwner = 3 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bed.Api.CreateAsync(Manifests.Owned("team", $"c{i}"))));
        answers.Count(answer => answer.Code == 201).ShouldBe(3);
        answers.Where(answer => answer.Code != 201).ShouldAllBe(answer => answer.Code == 503 && answer.Reason == "OwnerLimitReached");
        (await bed.Api.CreateAsync(Manifests.Owned("others", "c0"))).ShouldBe(201);
    }

    [Fact]
    public async Task Anonymous_stack_of_a_caller_who_hung_up_is_rolled_back_and_an_owned_one_stays()
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var slow = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "pods", Fault = new Fault.Latency(TimeSpan.FromMilliseconds(400)) });

        await HangUpAsync(bed, Manifests.Create(), () => slow.Hits == 1);
        await bed.NothingIsLeftAsync();

        await HangUpAsync(bed, Manifests.Owned("team", "web"), () => slow.Hits == 2);
        await Eventually.PassesAsync(async () => (await bed.ObjectsAsync()).Pods.Count.ShouldBe(1), cancellationToken: TestContext.Current.CancellationToken);
        (await bed.Api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(200);
    }

    [Fact]
    public async Task Empty_owner_is_refused_since_all_players_would_share_one_stack()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await bed.Api.CreateAsync(Manifests.Owned("", "web"))).ShouldBe(400).Json.GetProperty("details")[0].GetProperty("path").GetString().ShouldBe("owner");
    }

    private static async Task HangUpAsync(TestBed bed, JsonObject body, Func<bool> inTheMiddle)
    {
        using var hangUp = new CancellationTokenSource();
        var call = bed.Api.SendUntilAsync(HttpMethod.Post, "/stacks", body.ToJsonString(), null, hangUp.Token);
        await Eventually.TrueAsync(inTheMiddle, cancellationToken: TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call);
    }
}

/// <inheritdoc/>
public sealed class IdempotencyOnEmbedded() : IdempotencyTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class IdempotencyOnControlPlane() : IdempotencyTests(ClusterKind.ControlPlane);
