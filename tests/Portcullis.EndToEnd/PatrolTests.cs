using System.Text.Json;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks;
using Portcullis.Stacks.Records;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.EndToEnd;

/// <summary>What policies say is felt again and again, on every node, by every family and protocol.</summary>
public abstract class PatrolTests(ClusterKind kind)
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Patrols_are_no_stacks_and_nothing_of_them_stays_when_the_program_stops()
    {
        await using var bed = await TestBed.StartAsync(kind);
        await using (var patrolling = await bed.ReplicaAsync(new() { PatrolInterval = TimeSpan.FromSeconds(1) }))
        {
            await Eventually.TrueAsync(async () => (await PatrolsAsync(bed)).Any(pod => pod.Metadata.Labels!["portcullis.dev/patrol"] == "internet"), TimeSpan.FromMinutes(1), Ct);

            (await patrolling.Api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
            (await patrolling.Api.GetAsync("/stats")).ShouldBe(200).Json.GetProperty("total_stacks").GetInt32().ShouldBe(0);
            foreach (var pod in await PatrolsAsync(bed))
            {
                pod.Metadata.Name!.ShouldStartWith("patrol-");
                pod.Metadata.Labels!["portcullis.dev/egress"].ShouldBe(pod.Metadata.Labels["portcullis.dev/patrol"] == "internet" ? "internet" : "none");
                pod.Spec!.AutomountServiceAccountToken.ShouldBe(false);
            }
        }

        await Eventually.TrueAsync(async () => (await PatrolsAsync(bed)).Count == 0, cancellationToken: Ct);
    }

    private protected static async Task<IReadOnlyList<Pod>> PatrolsAsync(TestBed bed) =>
        (await bed.Cluster.Admin.ListAsync(ResourceTypes.Pods, bed.Settings.Namespace, new() { LabelSelector = "portcullis.dev/patrol" }, Ct)).Items;
}

/// <inheritdoc/>
public sealed class PatrolsOnEmbedded() : PatrolTests(ClusterKind.Embedded)
{
    private readonly NetworkEnforcement _network = new();

    [Fact]
    public async Task Sound_network_is_proven_before_the_first_stack()
    {
        await using var bed = await StartAsync();

        await FeltAsync(bed, "proven");

        var statement = await StatementAsync(bed);
        statement.GetProperty("title").GetString().ShouldBe("what policies say is what packets do");
        foreach (var node in (string[])["worker-a", "worker-b", "worker-c"])
        {
            statement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)
                .ShouldContain(note => note.StartsWith($"node {node} was patrolled at ", StringComparison.Ordinal) && note.Contains("egress none, IPv4:") && note.Contains("egress internet, IPv6:"));
        }

        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Theory]
    [InlineData("node=worker-b", "node worker-b", "API server")]
    [InlineData("family=ipv6", "node worker-a", "[fd00:")]
    [InlineData("protocol=udp", "node worker-a", "UDP")]
    [InlineData("protocol=udp,family=ipv6,node=worker-c", "node worker-c", "UDP")]
    [InlineData("target=nodeport", "node worker-a", "the node port of Service stacks/svc-stack-")]
    public async Task Leak_of_each_kind_is_found_named_and_stops_stacks_until_it_is_mended(string leak, string where, string what)
    {
        await using var bed = await StartAsync(TimeSpan.FromSeconds(1));
        await FeltAsync(bed, "proven");
        var stack = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId;
        await bed.StatusAsync(stack, "running");

        _network.Leaks = [Parse(leak)];
        await FeltAsync(bed, "open");

        await Eventually.PassesAsync(
            async () =>
            {
                var witnesses = (await StatementAsync(bed)).GetProperty("witnesses").EnumerateArray().Select(witness => witness.GetProperty("text")[0].GetString()!).ToList();
                witnesses.ShouldContain(text => text.Contains($"on {where},") && text.Contains(what), string.Join('\n', witnesses));
                if (leak.Contains("node="))
                {
                    witnesses.ShouldAllBe(text => text.Contains($"on {where},"));
                }
            },
            cancellationToken: Ct);
        (await bed.Api.GetAsync("/isolation")).Json.GetProperty("verdict").GetString().ShouldBe("open");
        var refused = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503);
        (refused.Reason, refused.Json.GetProperty("details")[0].GetProperty("path").GetString()).ShouldBe(("IsolationOpen", "S8"));
        await bed.StatusAsync(stack, "running");
        await Eventually.PassesAsync(
            async () => (await bed.Cluster.Admin.ListAsync(ResourceTypes.Events, bed.Settings.Namespace, null, Ct)).Items
                .ShouldContain(one => one.Reason == "IsolationOpen" && one.Message!.StartsWith("S8 ", StringComparison.Ordinal)),
            cancellationToken: Ct);

        _network.Leaks = [];
        await FeltAsync(bed, "proven");
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Echo_that_stacks_cannot_send_is_named_and_stops_nobody()
    {
        _network.Leaks = [Parse("protocol=echo")];
        await using var bed = await StartAsync();
        await FeltAsync(bed, "open");

        var statement = await StatementAsync(bed);
        statement.GetProperty("advisory").GetBoolean().ShouldBeTrue();
        statement.GetProperty("witnesses").EnumerateArray().ShouldAllBe(witness => witness.GetProperty("port").GetString() == "ICMP echo");
        (await bed.Api.GetAsync("/isolation")).Json.GetProperty("verdict").GetString().ShouldBe("proven");
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
    }

    [Fact]
    public async Task Echo_stops_stacks_where_a_profile_lets_them_ping()
    {
        _network.Leaks = [Parse("protocol=echo")];
        await using var bed = await StartAsync(settings: settings => settings with
        {
            Profiles = settings.Profiles.Append(new("pinging", settings.Profiles["baseline"] with { Ping = true })).ToDictionary(),
        });
        await FeltAsync(bed, "open");

        (await StatementAsync(bed)).GetProperty("advisory").GetBoolean().ShouldBeFalse();
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("IsolationOpen");
    }

    [Fact]
    public async Task Change_of_policies_is_felt_soon_and_not_only_when_the_next_round_is_due()
    {
        await using var bed = await StartAsync(TimeSpan.FromMinutes(2));
        await FeltAsync(bed, "proven");
        _network.Leaks = [Parse("all")];

        await bed.Cluster.Admin.CreateAsync(
            ResourceTypes.NetworkPolicies, null, new() { Metadata = new() { Namespace = "backend", Name = "one-more" }, Spec = new() { PodSelector = new(), PolicyTypes = ["Ingress"] } }, Ct);

        await FeltAsync(bed, "open", TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Node_that_has_no_room_is_told_of_and_patrolled_once_it_has()
    {
        await using var bed = await StartAsync(TimeSpan.FromSeconds(1));
        await FeltAsync(bed, "proven");
        using var refuse = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "pods", Fault = new Fault.Refusal(403) });

        await Eventually.PassesAsync(
            async () => (await StatementAsync(bed)).GetProperty("missing").EnumerateArray().Select(line => line.GetString()!)
                .ShouldContain(line => line.StartsWith("node worker-a could not be patrolled: ", StringComparison.Ordinal)),
            cancellationToken: Ct);
        (await bed.Api.GetAsync("/isolation")).Json.GetProperty("verdict").GetString().ShouldBe("proven");

        refuse.Dispose();
        await FeltAsync(bed, "proven");
    }

    [Fact]
    public async Task What_must_work_and_does_not_makes_silence_worthless()
    {
        _network.OutsideAnswers = false;
        await using var bed = await StartAsync();

        await Eventually.PassesAsync(
            async () => (await StatementAsync(bed)).GetProperty("missing").EnumerateArray().Select(line => line.GetString()!)
                .ShouldContain(line => line.Contains("egress internet heard nothing at all over IPv4")),
            cancellationToken: Ct);
        await FeltAsync(bed, "incomplete");
    }

    [Fact]
    public async Task Two_replicas_share_the_patrols_and_both_know_what_was_felt()
    {
        await using var bed = await StartAsync(TimeSpan.FromSeconds(1));
        await using var replica = await bed.ReplicaAsync(new() { PatrolInterval = TimeSpan.FromSeconds(1) });
        await FeltAsync(bed, "proven");
        await FeltAsync(replica.Api, "proven");

        _network.Leaks = [Parse("node=worker-b")];
        await FeltAsync(bed, "open");
        await FeltAsync(replica.Api, "open");

        _network.Leaks = [];
        await FeltAsync(bed, "proven");
        await FeltAsync(replica.Api, "proven");
    }

    [Fact]
    public async Task What_a_killed_program_left_behind_is_swept()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var bed = await StartAsync(TimeSpan.FromHours(1), time: time);
        var lost = new Pod
        {
            Metadata = new()
            {
                Namespace = bed.Settings.Namespace,
                Name = "patrol-00000000-none",
                Labels = new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "portcullis", ["portcullis.dev/stack"] = "patrol", ["portcullis.dev/patrol"] = "none" },
            },
            Spec = new() { Containers = [new() { Name = "patrol", Image = "simulated/completes" }], RestartPolicy = "Never" },
        };
        await bed.Cluster.Admin.CreateAsync(ResourceTypes.Pods, null, lost, Ct);

        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return await bed.Cluster.Admin.TryGetAsync(ResourceTypes.Pods, new(bed.Settings.Namespace, "patrol-00000000-none"), Ct) is null;
            },
            cancellationToken: Ct);
    }

    [Fact]
    public async Task Thousand_rounds_leave_nothing_behind()
    {
        const int rounds = 1000;
        const int podsOfARound = 3;
        await using var bed = await TestBed.StartAsync(
            ClusterKind.Embedded,
            cluster: cluster => cluster with
            {
                Simulation = new() { StartDelayMin = default, StartDelayMax = default, ContainerStartDelay = default, InitDuration = default, ReadyDelay = default, TerminationDelay = default },
            });
        foreach (var node in (string[])["worker-b", "worker-c"])
        {
            await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Nodes, new("", node), null, Ct);
        }

        var before = bed.Cluster.Requests.Count("create", "pods");
        await using (var patrolling = await bed.ReplicaAsync(new() { PatrolInterval = TimeSpan.FromMilliseconds(1) }))
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    (await PatrolsAsync(bed)).Count.ShouldBeLessThanOrEqualTo(podsOfARound);
                    return bed.Cluster.Requests.Count("create", "pods") - before >= rounds * podsOfARound;
                },
                TimeSpan.FromMinutes(10),
                Ct);
            (await StatementAsync(patrolling.Api)).GetProperty("witnesses").GetArrayLength().ShouldBe(0);
        }

        await Eventually.TrueAsync(async () => (await PatrolsAsync(bed)).Count == 0, cancellationToken: Ct);
        (await bed.Cluster.Admin.ListAsync(ResourceTypes.Services, bed.Settings.Namespace, null, Ct)).Items.ShouldBeEmpty();
    }

    private Task<TestBed> StartAsync(TimeSpan? interval = null, Func<StackSettings, StackSettings>? settings = null, TimeProvider? time = null) => TestBed.StartAsync(
        ClusterKind.Embedded,
        settings,
        cluster => cluster with { DualStack = true, Simulation = new() { Network = _network } },
        time: time,
        isolation: isolation => isolation with { PatrolInterval = interval ?? TimeSpan.FromSeconds(2) });

    private static Task FeltAsync(TestBed bed, string verdict, TimeSpan? deadline = null) => FeltAsync(bed.Api, verdict, deadline);

    private static Task FeltAsync(ApiCaller api, string verdict, TimeSpan? deadline = null) => Eventually.PassesAsync(
        async () =>
        {
            var statement = await StatementAsync(api);
            statement.GetProperty("verdict").GetString().ShouldBe(verdict, statement.GetRawText());
        },
        deadline ?? TimeSpan.FromMinutes(1),
        Ct);

    private static Task<JsonElement> StatementAsync(TestBed bed) => StatementAsync(bed.Api);

    private static async Task<JsonElement> StatementAsync(ApiCaller api) =>
        (await api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("statements").EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == "S8");

    private static NetworkLeak Parse(string text)
    {
        NetworkLeak.TryParse(text, out var leak, out var problem).ShouldBeTrue(problem);
        return leak!;
    }
}

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class PatrolsOnControlPlane() : PatrolTests(ClusterKind.ControlPlane);
