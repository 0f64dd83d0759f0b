using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>A stack's whole life over the program as a process, through the API and through the program's own client.</summary>
[Trait(Smoke.Trait, Smoke.Part)]
public sealed class MainJobSmokeTests
{
    private static readonly string Nginx = Path.Combine(Checkout.Root, "docs/examples/nginx.yaml");

    [Fact]
    public async Task Stack_is_made_seen_changed_and_taken_away_over_the_api()
    {
        await using var program = await ServeAsync();
        using var api = new ApiCaller(program.Address, TestBed.Key);
        await ReadyAsync(api);
        var id = (await api.CreateAsync(Manifests.Create(null, ("owner", "team"), ("challenge", "web"), ("env", new JsonObject { ["FLAG"] = "x" })))).ShouldBe(201).StackId;
        (await api.CreateAsync(Manifests.Owned("team", "web"))).ShouldBe(200).StackId.ShouldBe(id);
        await RunningAsync(api, id);
        var port = (await api.GetAsync($"/stacks/{id}")).ShouldBe(200).Json.GetProperty("node_port").GetInt32();
        using (var player = new ApiCaller(new($"http://127.0.0.1:{port}/"), null))
        {
            await Eventually.PassesAsync(async () => (await player.GetAsync("/")).ShouldBe(200).Text.ShouldContain(id), cancellationToken: TestContext.Current.CancellationToken);
        }

        (await api.PostAsync($"/stacks/{id}/renew", new JsonObject { ["ttl"] = "1h" })).ShouldBe(200);
        (await api.PostAsync($"/stacks/{id}/restart", null)).ShouldBe(200);
        (await api.GetAsync("/stacks?owner=team")).ShouldBe(200).Json.GetProperty("stacks").GetArrayLength().ShouldBe(1);
        (await api.GetAsync("/stats")).ShouldBe(200).Json.GetProperty("total_stacks").GetInt32().ShouldBe(1);
        await Eventually.TrueAsync(async () => await ProofWatch.VerdictAsync(api) == "proven", cancellationToken: TestContext.Current.CancellationToken);
        (await api.GetAsync("/metrics")).ShouldBe(200).Text.ShouldContain("portcullis_stacks");
        (await api.CreateAsync(Manifests.Create("kind: Pod"))).ShouldBe(400).Reason.ShouldBe("InvalidManifest");
        (await api.SendAsync(HttpMethod.Post, "/stacks", "{")).ShouldBe(400).Reason.ShouldBe("InvalidJson");
        var job = (await api.PostAsync("/stacks/batch-delete", new JsonObject { ["stack_ids"] = new JsonArray(id) })).ShouldBe(202).Json.GetProperty("job_id").GetString();
        await Eventually.PassesAsync(
            async () => (await api.GetAsync($"/stacks/batch-delete/{job}")).ShouldBe(200).Json.GetProperty("status").GetString().ShouldBe("completed"),
            cancellationToken: TestContext.Current.CancellationToken);
        (await api.GetAsync($"/stacks/{id}")).ShouldBe(404);
        await program.SignalAsync("TERM");
        await program.WaitForExitAsync();
        program.ExitCode.ShouldBe(0, program.Output);
        program.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Stack_is_made_seen_changed_and_taken_away_by_the_programs_own_client()
    {
        await using var folder = new TemporaryFolder();
        var kubeconfig = folder.File("kubeconfig");
        await using var program = await ServeAsync("--cluster-kubeconfig", kubeconfig);
        using var api = new ApiCaller(program.Address, TestBed.Key);
        await ReadyAsync(api);
        var made = await StackAsync(program, 0, "create", "-f", Nginx, "--port", "80", "--owner", "team", "--challenge", "web", "--wait", "ready", "-o", "json");
        using var json = JsonDocument.Parse(made.Out);
        var id = json.RootElement.GetProperty("stack_id").GetString()!;
        (await StackAsync(program, 0, "get", id, "-o", "table")).Out.ShouldContain("127.0.0.1:");
        (await StackAsync(program, 0, "list", "-o", "table")).Out.ShouldContain(id);
        await StackAsync(program, 0, "renew", id, "--ttl", "1h");
        await StackAsync(program, 0, "restart", id);
        (await StackAsync(program, 1, "get", "stack-0000000000000000")).Error.ShouldContain("NotFound");
        (await ProgramRun.AsProcessAsync(["policy", "check", "--live", "--kubeconfig", kubeconfig, "-o", "text"])).Out.ShouldStartWith("proven");
        await StackAsync(program, 0, "delete", id);
        (await StackAsync(program, 0, "list", "-o", "json")).Out.ShouldNotContain(id);
    }

    [Fact]
    public async Task Api_is_described_as_in_this_process()
    {
        await using var program = await ServeAsync();
        using var api = new ApiCaller(program.Address, null);
        await using var bed = await TestBed.StartAsync(ClusterKind.Embedded);
        using var here = new ApiCaller(bed.Host.Address, null);
        Described(await api.GetAsync("/openapi/v1.json")).ShouldBe(Described(await here.GetAsync("/openapi/v1.json")));
    }

    // But where it is served, and what the process that serves it is called.
    private static string Described(ApiAnswer answer)
    {
        var document = JsonNode.Parse(answer.ShouldBe(200).Text)!.AsObject();
        document.Remove("servers");
        document.Remove("info");
        return document.ToJsonString();
    }

    private static Task<ProgramProcess> ServeAsync(params string[] more) =>
        ProgramProcess.StartAsync(["serve", "--embedded", "--listen", "127.0.0.1:0", .. more], ("API_KEY", TestBed.Key));

    private static async Task<ProgramRun> StackAsync(ProgramProcess program, int code, params string[] words)
    {
        var run = await ProgramRun.AsProcessAsync(["stack", .. words], ("PORTCULLIS_URL", program.Address.ToString()), ("API_KEY", TestBed.Key));
        run.Code.ShouldBe(code, run.Error + run.Out);
        return run;
    }

    private static Task ReadyAsync(ApiCaller api) => Eventually.PassesAsync(async () => (await api.GetAsync("/readyz")).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);

    private static Task RunningAsync(ApiCaller api, string id) => Eventually.PassesAsync(
        async () => (await api.GetAsync($"/stacks/{id}/status")).ShouldBe(200).Json.GetProperty("status").GetString().ShouldBe("running"), cancellationToken: TestContext.Current.CancellationToken);
}
