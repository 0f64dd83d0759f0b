using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>The main job: a stack from request to address, and back.</summary>
public abstract class LifecycleTests(ClusterKind kind)
{
    [Fact]
    public async Task Stack_lives_from_create_to_delete_and_leaves_nothing_behind()
    {
        await using var bed = await TestBed.StartAsync(kind);

        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        created.NodePort.ShouldBeInRange(31001, 32767);
        created.Json.GetProperty("node_id").GetString().ShouldStartWith("worker-");
        created.Json.GetProperty("node_public_ip").GetString().ShouldBe("127.0.0.1");
        await bed.StatusAsync(created.StackId, "running");

        (await bed.Api.DeleteAsync($"/stacks/{created.StackId}")).ShouldBe(200).Json.GetProperty("deleted").GetBoolean().ShouldBeTrue();
        (await bed.Api.GetAsync($"/stacks/{created.StackId}")).ShouldBe(404);
        (await bed.Api.DeleteAsync($"/stacks/{created.StackId}")).ShouldBe(404);
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Running_stack_answers_players_over_tcp_and_udp()
    {
        Assert.SkipUnless(kind == ClusterKind.Embedded, "a control plane without machines has nobody who answers on a NodePort");
        await using var bed = await TestBed.StartAsync(kind, cluster: options => options with { NodePortListeners = true });
        var manifest = Manifests.Nginx.Replace("protocol: TCP", "protocol: TCP\n        - containerPort: 80\n          protocol: UDP", StringComparison.Ordinal);
        var body = Manifests.Create(manifest);
        body["target_port"] = new JsonArray(
            new JsonObject { ["container_port"] = 80, ["protocol"] = "TCP" }, new JsonObject { ["container_port"] = 80, ["protocol"] = "UDP" });
        var created = (await bed.Api.CreateAsync(body)).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        var port = created.NodePort;

        await Eventually.PassesAsync(
            async () =>
            {
                using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
                (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken)).ShouldContain(created.StackId);
            },
            cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.PassesAsync(
            async () =>
            {
                using var udp = new UdpClient();
                udp.Connect(IPAddress.Loopback, port);
                await udp.SendAsync(Encoding.ASCII.GetBytes("hello"), TestContext.Current.CancellationToken);
                var answer = await udp.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
                Encoding.UTF8.GetString(answer.Buffer).ShouldContain(created.StackId);
            },
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Target_port_as_a_number_means_tcp_and_answers_carry_numbers_beside_the_list()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var body = Manifests.Create();
        body["target_port"] = 80;
        var created = (await bed.Api.CreateAsync(body)).ShouldBe(201).Json;
        created.GetProperty("target_port").GetInt32().ShouldBe(80);
        created.GetProperty("node_port").GetInt32().ShouldBe(created.GetProperty("ports")[0].GetProperty("node_port").GetInt32());
        created.GetProperty("ports")[0].GetProperty("protocol").GetString().ShouldBe("TCP");
    }

    [Fact]
    public async Task One_number_serves_tcp_and_udp_of_one_container_port()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var manifest = Manifests.Nginx.Replace("protocol: TCP", "protocol: TCP\n        - containerPort: 80\n          protocol: UDP", StringComparison.Ordinal);
        var body = Manifests.Create(manifest);
        body["target_port"] = new JsonArray(
            new JsonObject { ["container_port"] = 80, ["protocol"] = "UDP" }, new JsonObject { ["container_port"] = 80, ["protocol"] = "TCP" });
        var ports = (await bed.Api.CreateAsync(body)).ShouldBe(201).Json.GetProperty("ports");
        ports[0].GetProperty("protocol").GetString().ShouldBe("UDP");
        ports[0].GetProperty("node_port").GetInt32().ShouldBe(ports[1].GetProperty("node_port").GetInt32());
    }

    [Fact]
    public async Task Expired_stack_is_taken_away()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create(null, ("ttl", "300ms")))).ShouldBe(201);
        await Eventually.PassesAsync(async () => (await bed.Api.GetAsync($"/stacks/{created.StackId}")).ShouldBe(404), cancellationToken: TestContext.Current.CancellationToken);
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Renewal_moves_the_end_but_never_past_the_longest_life()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { Ttl = TimeSpan.FromMinutes(1), MaxTtl = TimeSpan.FromMinutes(3) });
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        var longest = created.Json.GetProperty("created_at").GetDateTime() + TimeSpan.FromMinutes(3);

        var renewed = (await bed.Api.PostAsync($"/stacks/{created.StackId}/renew", new JsonObject { ["ttl"] = "2m" })).ShouldBe(200).Json;
        renewed.GetProperty("ttl_expires_at").GetDateTime().ShouldBeGreaterThan(created.Json.GetProperty("ttl_expires_at").GetDateTime());
        var last = (await bed.Api.PostAsync($"/stacks/{created.StackId}/renew", new JsonObject { ["ttl"] = "3m" })).ShouldBe(200).Json;
        last.GetProperty("ttl_expires_at").GetDateTime().ShouldBe(longest);
        (await bed.Api.GetAsync($"/stacks/{created.StackId}/status")).Json.GetProperty("ttl").GetDateTime().ShouldBe(longest);

        (await bed.Api.PostAsync($"/stacks/{created.StackId}/renew", new JsonObject { ["ttl"] = "4m" })).ShouldBe(400);
        (await bed.Api.PostAsync($"/stacks/{created.StackId}/renew", null)).ShouldBe(200);
        (await bed.Api.PostAsync("/stacks/stack-0000000000000000/renew", null)).ShouldBe(404);
    }

    [Fact]
    public async Task Restart_puts_a_fresh_pod_behind_the_same_address()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");

        var restarted = (await bed.Api.PostAsync($"/stacks/{created.StackId}/restart", null)).ShouldBe(200);
        restarted.NodePort.ShouldBe(created.NodePort);
        restarted.Json.GetProperty("pod_id").GetString().ShouldNotBe(created.Json.GetProperty("pod_id").GetString());
        restarted.Json.GetProperty("node_id").GetString().ShouldBe(created.Json.GetProperty("node_id").GetString());
        restarted.Json.GetProperty("host_changed").GetBoolean().ShouldBeFalse();
        await bed.StatusAsync(created.StackId, "running");
        await Eventually.PassesAsync(async () => (await bed.ObjectsAsync()).Pods.Count.ShouldBe(1), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Lists_filter_and_page()
    {
        await using var bed = await TestBed.StartAsync(kind);
        for (var i = 0; i < 5; i++)
        {
            (await bed.Api.CreateAsync(Manifests.Owned(i < 3 ? "red" : "blue", $"c{i}"))).ShouldBe(201);
        }

        (await bed.Api.GetAsync("/stacks")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(5);
        (await bed.Api.GetAsync("/stacks?owner=red")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(3);
        (await bed.Api.GetAsync("/stacks?owner=red&challenge=c1")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(1);
        (await bed.Api.GetAsync("/stacks?status=failed")).Json.GetProperty("stacks").GetArrayLength().ShouldBe(0);
        (await bed.Api.GetAsync("/stacks?status=lost")).ShouldBe(400);
        (await bed.Api.GetAsync("/stacks?limit=0")).ShouldBe(400);

        var seen = new List<string>();
        string? more = "";
        while (more is not null)
        {
            var page = (await bed.Api.GetAsync($"/stacks?limit=2&continue={more}")).ShouldBe(200).Json;
            seen.AddRange(page.GetProperty("stacks").EnumerateArray().Select(stack => stack.GetProperty("stack_id").GetString()!));
            more = page.TryGetProperty("continue", out var token) ? token.GetString() : null;
        }

        seen.Count.ShouldBe(5);
        seen.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Stats_count_what_stacks_hold()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        var stats = (await bed.Api.GetAsync("/stats")).ShouldBe(200).Json;
        stats.GetProperty("total_stacks").GetInt32().ShouldBe(2);
        stats.GetProperty("active_stacks").GetInt32().ShouldBe(2);
        stats.GetProperty("used_node_ports").GetInt32().ShouldBe(2);
        stats.GetProperty("reserved_cpu_milli").GetInt64().ShouldBe(200);
        stats.GetProperty("reserved_memory_bytes").GetInt64().ShouldBe(2 * 134217728);
        stats.GetProperty("node_distribution").EnumerateObject().Sum(node => node.Value.GetInt32()).ShouldBe(2);
        stats.GetProperty("simulated").GetBoolean().ShouldBe(kind == ClusterKind.Embedded);
    }

    [Fact]
    public async Task Batch_delete_works_behind_the_callers_back_and_counts()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId);
        }

        var request = new JsonObject { ["stack_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id), $" {ids[0]} ", "stack-0000000000000000", "nonsense"]) };
        var job = (await bed.Api.PostAsync("/stacks/batch-delete", request)).ShouldBe(202).Json.GetProperty("job_id").GetString();
        await Eventually.PassesAsync(
            async () =>
            {
                var state = (await bed.Api.GetAsync($"/stacks/batch-delete/{job}")).ShouldBe(200).Json;
                state.GetProperty("status").GetString().ShouldBe("completed");
                state.GetProperty("total").GetInt32().ShouldBe(7);
                state.GetProperty("deleted").GetInt32().ShouldBe(5);
                state.GetProperty("not_found").GetInt32().ShouldBe(2);
                state.TryGetProperty("errors", out _).ShouldBeFalse();
            },
            cancellationToken: TestContext.Current.CancellationToken);
        (await bed.Api.GetAsync("/stacks/batch-delete/job-0000000000000000")).ShouldBe(404);
        await bed.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Reads_cost_no_api_request()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "running");
        var before = bed.Cluster.Requests.CountExcept("watch");
        foreach (var path in (string[])["/stacks", $"/stacks/{created.StackId}", $"/stacks/{created.StackId}/status", "/stats", "/healthz", "/readyz", "/metrics"])
        {
            (await bed.Api.GetAsync(path)).ShouldBe(200);
        }

        bed.Cluster.Requests.CountExcept("watch").ShouldBe(before);
    }

    [Fact]
    public async Task Stack_that_is_over_is_shown_for_its_grace_and_then_cleaned_up()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with { TerminalGrace = TimeSpan.FromMilliseconds(500) });
        var created = (await bed.Api.CreateAsync(Manifests.Create(Manifests.WithImage("simulated/crash:3")))).ShouldBe(201);
        await bed.StatusAsync(created.StackId, "failed", "Error");
        await bed.NothingIsLeftAsync();
    }

    [Theory]
    [InlineData("simulated/pull-fails", "creating", "ImagePullBackOff")]
    [InlineData("simulated/oom", "failed", "OOMKilled")]
    [InlineData("simulated/crash:3", "failed", "Error")]
    [InlineData("simulated/completes", "stopped", "Completed")]
    public async Task Player_learns_why_a_stack_does_not_run(string image, string status, string reason)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Manifests.Create(Manifests.WithImage(image)))).ShouldBe(201);
        await bed.StatusAsync(created.StackId, status, reason);
    }
}

/// <inheritdoc/>
public sealed class LifecycleOnEmbedded() : LifecycleTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class LifecycleOnControlPlane() : LifecycleTests(ClusterKind.ControlPlane);
