using System.Text.Json.Nodes;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>Every failure of the API server ends in one whole stack or a clean refusal, never in a leak.</summary>
public abstract class FaultTests(ClusterKind kind)
{
    private const int LastPort = 32766;

    public static TheoryData<string, string, Fault, int> Faults()
    {
        var data = new TheoryData<string, string, Fault, int>();
        foreach (var resource in (string[])["services", "pods"])
        {
            foreach (var times in (int[])[1, 2])
            {
                data.Add("create", resource, new Fault.DroppedReply(), times);
                data.Add("create", resource, new Fault.DroppedBefore(), times);
                data.Add("create", resource, new Fault.Refusal(429, 1), times);
                data.Add("create", resource, new Fault.Refusal(429), times);
                data.Add("create", resource, new Fault.Refusal(500), times);
                data.Add("create", resource, new Fault.Refusal(503), times);
                data.Add("get", resource, new Fault.Refusal(500), times);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Create_meets_a_fault_and_ends_in_one_whole_stack_or_a_clean_503(string verb, string resource, Fault fault, int times)
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var rule = bed.Cluster.Faults.Add(new() { Verb = verb, Resource = resource, Fault = fault, Times = times });

        var answer = await bed.Api.Once.CreateAsync(Manifests.Create());

        await OneWholeStackOrNothingAsync(bed, answer);
    }

    // Others hold a port for a moment, or the store does not show yet that they have given it back.
    [Theory]
    [InlineData(1, 201)]
    [InlineData(5, 201)]
    [InlineData(int.MaxValue, 503)]
    public async Task Last_port_that_was_refused_is_asked_for_again(int times, int code)
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { NodePortMin = LastPort, NodePortMax = LastPort });
        Assert.SkipWhen(bed.Host.Stacks.FreeNodePorts != 1, "somebody else holds the port");
        using var rule = bed.Cluster.Faults.Add(new()
        {
            Verb = "create",
            Resource = "services",
            Times = times,
            Fault = new Fault.Answer(new()
            {
                Kind = "Status",
                ApiVersion = "v1",
                Outcome = "Failure",
                Code = 422,
                Reason = "Invalid",
                Message = "taken",
                Details = new() { Causes = [new() { Reason = "FieldValueInvalid", Field = "spec.ports[0].nodePort", Message = $"Invalid value: {LastPort}: provided port is already allocated" }] },
            }),
        });

        var answer = (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(code);

        if (code == 503)
        {
            answer.Reason.ShouldBe("NodePortsExhausted");
            answer.Json.GetProperty("details")[0].GetProperty("message").GetString().ShouldBe($"1 NodePort is needed, 1 NodePort looks free; the cluster refused {LastPort} as taken");
        }
    }

    [Theory]
    [InlineData("services")]
    [InlineData("pods")]
    [InlineData("nodes")]
    public async Task Create_goes_on_when_the_watch_is_cut_in_its_middle(string resource)
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var slow = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "pods", Fault = new Fault.Latency(TimeSpan.FromMilliseconds(300)), Times = 1 });
        var creating = bed.Api.Once.CreateAsync(Manifests.Create());
        await Eventually.TrueAsync(() => slow.Hits == 1, cancellationToken: TestContext.Current.CancellationToken);
        bed.Cluster.Faults.CutWatches(resource);
        bed.Cluster.ForgetHistory(resource);

        await OneWholeStackOrNothingAsync(bed, await creating);
    }

    [Fact]
    public async Task Dropped_reply_to_the_service_post_is_looked_up_and_not_repeated()
    {
        await using var bed = await TestBed.StartAsync(kind);

        // The start may have asked for the range of Services by one that no cluster makes.
        var before = bed.Cluster.Requests.Count("create", "services");
        using var rule = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "services", Fault = new Fault.DroppedReply(), Times = 1 });

        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(201);

        bed.Cluster.Requests.Count("create", "services").ShouldBe(before + 1);
    }

    [Fact]
    public async Task Api_server_that_is_away_for_a_while_costs_503s_and_no_stack()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var standing = (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(201);
        bed.Cluster.Faults.TakeDown();

        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(503);
        (await bed.Api.GetAsync($"/stacks/{standing.StackId}")).ShouldBe(200);
        (await bed.Api.GetAsync("/stacks/stack-0000000000000000")).ShouldBe(503);
        (await bed.Api.DeleteAsync($"/stacks/{standing.StackId}")).ShouldBe(503);

        bed.Cluster.Faults.BringUp();
        await Eventually.PassesAsync(async () => (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(201), cancellationToken: TestContext.Current.CancellationToken);
        (await bed.Api.GetAsync($"/stacks/{standing.StackId}")).ShouldBe(200);
    }

    [Fact]
    public async Task Stack_expires_even_when_deletes_fail_for_a_while()
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var rule = bed.Cluster.Faults.Add(new() { Verb = "delete", Fault = new Fault.Refusal(500), Times = 4 });
        (await bed.Api.Once.CreateAsync(Manifests.Create(null, ("ttl", "200ms")))).ShouldBe(201);
        await bed.NothingIsLeftAsync();
        rule.Hits.ShouldBe(4);
    }

    [Fact]
    public async Task Refused_pod_takes_its_service_along()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.ResourceQuotas,
            bed.Settings.Namespace,
            new() { Metadata = new() { Name = "few" }, Spec = new() { Hard = new Dictionary<string, Quantity> { ["pods"] = Quantity.FromUnits(1) } } },
            TestContext.Current.CancellationToken);
        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("QuotaExceeded");
        var (services, pods) = await bed.ObjectsAsync();
        services.Count.ShouldBe(1);
        pods.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Limit_range_of_the_namespace_is_the_callers_fault()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.LimitRanges,
            bed.Settings.Namespace,
            new()
            {
                Metadata = new() { Name = "small" },
                Spec = new() { Limits = [new() { Type = "Container", Max = new Dictionary<string, Quantity> { ["cpu"] = Quantity.FromMilli(50) } }] },
            },
            TestContext.Current.CancellationToken);
        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(400).Reason.ShouldBe("LimitRangeExceeded");
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Stack_that_no_node_takes_is_rolled_back()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { NodeRole = "nobody" });
        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("Unschedulable");
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Stack_waits_for_capacity_where_the_operator_wants_that()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { NodeRole = "nobody", WaitForCapacity = true });
        var answer = (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(201);
        answer.Json.GetProperty("status").GetString().ShouldBe("creating");
        answer.Json.GetProperty("node_id").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.Json.GetProperty("reason").GetString().ShouldBe("Unschedulable");
    }

    [Fact]
    public async Task Port_that_another_service_took_behind_our_back_is_picked_again()
    {
        // With "enforce" nothing is made on a store that is not fresh.
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { NodePortMin = 31001, NodePortMax = 31002 }, isolation: isolation => isolation with { Mode = Portcullis.Stacks.Isolation.IsolationMode.Warn });

        // The store must not learn of it: its watch is silent while the other Service is made.
        using var deaf = bed.Cluster.Faults.Add(new() { Verb = "watch", Resource = "services", Fault = new Fault.DroppedBefore() });
        bed.Cluster.Faults.CutWatches("services");
        using var noList = bed.Cluster.Faults.Add(new() { Verb = "list", Resource = "services", Fault = new Fault.DroppedBefore() });
        var other = new NamespacedName("default", $"other-{bed.Settings.Namespace}");
        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.Services,
            other.Namespace,
            new() { Metadata = new() { Name = other.Name }, Spec = new() { Type = "NodePort", Ports = [new() { Port = 80, NodePort = 31001 }] } },
            TestContext.Current.CancellationToken);
        ApiAnswer answer;
        try
        {
            var creating = bed.Api.Once.CreateAsync(Manifests.Create());
            await Eventually.TrueAsync(() => bed.Cluster.Requests.Count("create", "pods") > 0, cancellationToken: TestContext.Current.CancellationToken);
            deaf.Dispose();
            noList.Dispose();
            answer = await creating;
            answer.Code.ShouldBeOneOf(201, 503);
        }
        finally
        {
            await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Services, other, null, TestContext.Current.CancellationToken);
        }

        await OneWholeStackOrNothingAsync(bed, answer);
    }

    [Fact]
    public async Task Port_range_outside_the_clusters_is_the_operators_fault_and_said_so()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { NodePortMin = 20000, NodePortMax = 20010 });
        (await bed.Api.Once.CreateAsync(Manifests.Create())).ShouldBe(500).Reason.ShouldBe("NodePortOutOfRange");
        await bed.NothingIsLeftAsync();
    }

    private static async Task OneWholeStackOrNothingAsync(TestBed bed, ApiAnswer answer)
    {
        if (answer.Code == 201)
        {
            await Eventually.PassesAsync(
                async () =>
                {
                    var (services, pods) = await bed.ObjectsAsync();
                    services.ShouldHaveSingleItem().Metadata.Labels!["portcullis.dev/stack"].ShouldBe(answer.StackId);
                    pods.ShouldHaveSingleItem().Metadata.OwnerReferences!.ShouldHaveSingleItem().Uid.ShouldBe(services[0].Metadata.Uid);
                },
                cancellationToken: TestContext.Current.CancellationToken);
            await Eventually.PassesAsync(
                async () => (await bed.Api.DeleteAsync($"/stacks/{answer.StackId}")).ShouldBe(200),
                cancellationToken: TestContext.Current.CancellationToken);
        }
        else
        {
            answer.ShouldBe(503);
        }

        await bed.NothingIsLeftAsync();
        bed.Logs.Entries.ShouldNotContain(entry => entry.Text.Contains("unhandled fault"));
    }
}

/// <inheritdoc/>
public sealed class FaultOnEmbedded() : FaultTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class FaultOnControlPlane() : FaultTests(ClusterKind.ControlPlane);
