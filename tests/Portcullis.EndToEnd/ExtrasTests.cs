using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Admission;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>What a caller may ask for beside the manifest: profile, variables, lifetime, egress.</summary>
public abstract class ExtrasTests(ClusterKind kind)
{
    private const string Flag = "flag{c0ffee-7d31}";

    private static readonly string[] Levels = ["baseline", "debug", "hidden", "restricted"];

    [Fact]
    public async Task Variables_reach_every_container_and_their_values_nobody_else()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var manifest = Manifests.Nginx.Replace("image: nginx:stable", "image: nginx:stable\n      env: [{name: FLAG, value: old}, {name: OWN, value: kept}]", StringComparison.Ordinal);

        var created = (await bed.Api.CreateAsync(Create(manifest, ("env", new JsonObject { ["TEAM"] = "7", ["FLAG"] = Flag })))).ShouldBe(201);

        Names(created).ShouldBe(["FLAG", "TEAM"]);
        var (services, pods) = await bed.ObjectsAsync();
        var variables = pods.Single().Spec!.Containers!.Single().Env!;
        variables.Select(variable => variable.Name).ShouldBe(["FLAG", "TEAM", "OWN"]);
        variables[0].ValueFrom!.SecretKeyRef!.Name.ShouldBe($"env-{created.StackId}");
        var secret = await bed.Cluster.Admin.GetAsync(ResourceTypes.Secrets, SecretOf(bed, created), TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(secret.Data!["FLAG"]).ShouldBe(Flag);
        secret.Metadata.OwnerReferences!.Single().Uid.ShouldBe(services.Single().Metadata.Uid);

        foreach (var path in (string[])[$"/stacks/{created.StackId}", "/stacks", $"/stacks/{created.StackId}/status", "/stats"])
        {
            (await bed.Api.GetAsync(path)).ShouldBe(200).Json.GetRawText().ShouldNotContain(Flag);
        }

        JsonSerializer.Serialize(services.Single(), Model.Json.ModelJson.Default.Service).ShouldNotContain(Flag);
        bed.Logs.Entries.ShouldAllBe(entry => !entry.ToString()!.Contains(Flag, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Variables_survive_a_restart_of_stack_and_program()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(Create(null, ("env", new JsonObject { ["FLAG"] = Flag })))).ShouldBe(201);

        var restarted = (await bed.Api.PostAsync($"/stacks/{created.StackId}/restart", null)).ShouldBe(200);

        Names(restarted).ShouldBe(["FLAG"]);
        var name = restarted.Json.GetProperty("pod_id").GetString();
        await Eventually.PassesAsync(
            async () => (await bed.ObjectsAsync()).Pods.Single(pod => pod.Metadata.Name == name).Spec!.Containers!.Single().Env!.Single().Name.ShouldBe("FLAG"),
            cancellationToken: TestContext.Current.CancellationToken);
        await using var other = await bed.ReplicaAsync();
        Names((await other.Api.GetAsync($"/stacks/{created.StackId}")).ShouldBe(200)).ShouldBe(["FLAG"]);
    }

    [Fact]
    public async Task Secret_goes_with_its_stack_and_comes_anew_with_the_next()
    {
        await using var bed = await TestBed.StartAsync(kind);
        JsonObject Body(string flag) => With(Manifests.Owned("team", "web"), ("env", new JsonObject { ["FLAG"] = flag }));
        var first = (await bed.Api.CreateAsync(Body("one"))).ShouldBe(201);
        (await bed.Api.CreateAsync(Body("two"))).ShouldBe(200).StackId.ShouldBe(first.StackId);
        (await ValueAsync(bed, first)).ShouldBe("one");

        (await bed.Api.DeleteAsync($"/stacks/{first.StackId}")).ShouldBe(200);
        var second = (await bed.Api.CreateAsync(Body("three"))).ShouldBe(201);

        second.StackId.ShouldBe(first.StackId);
        (await ValueAsync(bed, second)).ShouldBe("three");
        (await bed.Api.DeleteAsync($"/stacks/{first.StackId}")).ShouldBe(200);
        await Eventually.PassesAsync(
            async () => (await bed.Cluster.Admin.TryGetAsync(ResourceTypes.Secrets, SecretOf(bed, first), TestContext.Current.CancellationToken)).ShouldBeNull(),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"FLAG": "other"}""")]
    [InlineData("""{"OTHER": "x"}""")]
    [InlineData("{}")]
    public async Task Stack_that_lost_its_pod_keeps_the_values_that_it_was_made_with(string later)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var created = (await bed.Api.CreateAsync(With(Manifests.Owned("team", "web"), ("env", new JsonObject { ["FLAG"] = Flag })))).ShouldBe(201);
        var pod = new NamespacedName(bed.Settings.Namespace, Text(created, "pod_id"));
        await bed.Cluster.Admin.DeleteAsync(ResourceTypes.Pods, pod, new() { GracePeriodSeconds = 0 }, TestContext.Current.CancellationToken);
        await Eventually.PassesAsync(
            async () => Text(await bed.Api.GetAsync($"/stacks/{created.StackId}"), "pod_id").ShouldBe(""), cancellationToken: TestContext.Current.CancellationToken);

        // Somebody may still be at it for as long as a create may take: until then the answer can be 503.
        await Eventually.PassesAsync(
            async () => Names((await bed.Api.CreateAsync(With(Manifests.Owned("team", "web"), ("env", JsonNode.Parse(later)!)))).ShouldBe(200)).ShouldBe(["FLAG"]),
            cancellationToken: TestContext.Current.CancellationToken);

        (await ValueAsync(bed, created)).ShouldBe(Flag);
        await bed.StatusAsync(created.StackId, "running");
    }

    [Fact]
    public async Task Lost_reply_to_the_secret_does_no_harm()
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var lost = bed.Cluster.Faults.Add(new() { Verb = "create", Resource = "secrets", Fault = new Fault.DroppedReply(), Times = 1 });

        var created = (await bed.Api.CreateAsync(Create(null, ("env", new JsonObject { ["FLAG"] = Flag })))).ShouldBe(201);

        (await ValueAsync(bed, created)).ShouldBe(Flag);
    }

    [Theory]
    [InlineData("""{"FLAG": 7}""", "env.FLAG")]
    [InlineData("""{"FLAG": null}""", "env.FLAG")]
    [InlineData("""{"1": "secret"}""", "env")]
    [InlineData("""["secret"]""", "env")]
    [InlineData("\"secret\"", "env")]
    public async Task Variables_of_the_wrong_shape_are_refused_without_their_values(string env, string path)
    {
        await using var bed = await TestBed.StartAsync(kind);

        var answer = (await bed.Api.CreateAsync(Create(null, ("env", JsonNode.Parse(env)!)))).ShouldBe(400);

        answer.Json.GetProperty("reason").GetString().ShouldBe("InvalidRequest");
        answer.Json.GetProperty("details")[0].GetProperty("path").GetString().ShouldBe(path);
        answer.Json.GetRawText().ShouldNotContain("secret");
    }

    [Fact]
    public async Task Profile_decides_what_a_stack_may_and_the_answer_says_which()
    {
        await using var bed = await TestBed.StartAsync(kind, WithProfiles);
        await LoosenAsync(bed);

        var usual = (await bed.Api.CreateAsync(Create(null))).ShouldBe(201);
        var restricted = (await bed.Api.CreateAsync(Create(null, ("profile", "restricted")))).ShouldBe(201);
        var debug = (await bed.Api.CreateAsync(Create(Tracing, ("profile", "debug")))).ShouldBe(201);

        (Text(usual, "profile"), usual.Json.GetProperty("beyond_baseline").GetBoolean()).ShouldBe(("baseline", false));
        (Text(restricted, "profile"), restricted.Json.GetProperty("beyond_baseline").GetBoolean()).ShouldBe(("restricted", false));
        (Text(debug, "profile"), debug.Json.GetProperty("beyond_baseline").GetBoolean()).ShouldBe(("debug", true));
        var pods = (await bed.ObjectsAsync()).Pods;
        PodOf(pods, restricted).Spec!.SecurityContext!.RunAsNonRoot.ShouldBe(true);
        PodOf(pods, debug).Spec!.Containers![0].SecurityContext!.Capabilities!.Add!.ShouldContain("SYS_PTRACE");
        PodOf(pods, debug).Metadata.Labels!["portcullis.dev/profile"].ShouldBe("debug");

        // What the stack is stays with the stack, not with the program that made it.
        (await bed.Api.PostAsync($"/stacks/{debug.StackId}/restart", null)).ShouldBe(200).Json.GetProperty("beyond_baseline").GetBoolean().ShouldBeTrue();
    }

    // Clusters that know Pod Security refuse what is beyond the level of the namespace, as its operator asked.
    private static async Task LoosenAsync(TestBed bed)
    {
        var ct = TestContext.Current.CancellationToken;
        var space = (await bed.Cluster.Admin.GetAsync(ResourceTypes.Namespaces, new("", bed.Settings.Namespace), ct))!;
        var labels = new Dictionary<string, string>(space.Metadata.Labels ?? new Dictionary<string, string>()) { ["pod-security.kubernetes.io/enforce"] = "privileged" };
        await bed.Cluster.Admin.ReplaceAsync(ResourceTypes.Namespaces, space with { Metadata = space.Metadata with { Labels = labels } }, ct);
    }

    [Fact]
    public async Task Profile_that_may_not_be_asked_for_is_refused_and_a_grant_is_hinted_at()
    {
        await using var bed = await TestBed.StartAsync(kind, WithProfiles);

        foreach (var name in (string[])["nope", "hidden"])
        {
            var detail = (await bed.Api.CreateAsync(Create(null, ("profile", name)))).ShouldBe(400).Json.GetProperty("details")[0];
            detail.GetProperty("path").GetString().ShouldBe("profile");
            detail.GetProperty("allowed").GetString().ShouldBe(string.Join(", ", Levels.Except(["hidden"])));
        }

        (await bed.Api.CreateAsync(Create(Tracing))).ShouldBe(400).Json.GetProperty("details")[0].GetProperty("hint").GetString()!.ShouldContain("\"debug\"");
    }

    [Fact]
    public async Task Egress_is_recorded_and_decides_on_dns()
    {
        await using var bed = await TestBed.StartAsync(kind);

        var inside = (await bed.Api.CreateAsync(Create(null))).ShouldBe(201);
        var outside = (await bed.Api.CreateAsync(Create(null, ("egress", "internet")))).ShouldBe(201);

        (Text(inside, "egress"), Text(outside, "egress")).ShouldBe(("none", "internet"));
        var pods = (await bed.ObjectsAsync()).Pods;
        PodOf(pods, inside).Spec!.DnsConfig!.Nameservers.ShouldBe(["127.0.0.1"]);
        PodOf(pods, outside).Spec!.DnsConfig!.Nameservers.ShouldBe(bed.Settings.DnsServers);
        PodOf(pods, outside).Metadata.Labels!["portcullis.dev/egress"].ShouldBe("internet");
        (await bed.Api.CreateAsync(Create(null, ("egress", "everywhere")))).ShouldBe(400).Json.GetProperty("details")[0].GetProperty("allowed").GetString().ShouldBe("none, internet");
    }

    private static string Tracing => Manifests.Nginx.Replace(
        "image: nginx:stable", "image: nginx:stable\n      securityContext: {capabilities: {add: [SYS_PTRACE]}}", StringComparison.Ordinal);

    private static Stacks.StackSettings WithProfiles(Stacks.StackSettings settings) => settings with
    {
        Profiles = new Dictionary<string, Profile>(Profile.BuiltIn)
        {
            ["debug"] = new() { Capabilities = ["SYS_PTRACE"], BeyondBaseline = true },
            ["hidden"] = new() { Requestable = false },
        },
    };

    private static JsonObject Create(string? manifest, params (string Name, JsonNode Value)[] more) => Manifests.Create(manifest, more);

    private static JsonObject With(JsonObject body, params (string Name, JsonNode Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return body;
    }

    private static IEnumerable<string> Names(ApiAnswer answer) => answer.Json.GetProperty("env_names").EnumerateArray().Select(name => name.GetString()!);

    private static string Text(ApiAnswer answer, string field) => answer.Json.GetProperty(field).GetString()!;

    private static Pod PodOf(IReadOnlyList<Pod> pods, ApiAnswer answer) => pods.Single(pod => pod.Metadata.Labels!["portcullis.dev/stack"] == answer.StackId);

    private static NamespacedName SecretOf(TestBed bed, ApiAnswer answer) => new(bed.Settings.Namespace, $"env-{answer.StackId}");

    private static async Task<string> ValueAsync(TestBed bed, ApiAnswer answer)
    {
        var secret = await bed.Cluster.Admin.GetAsync(ResourceTypes.Secrets, SecretOf(bed, answer), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(secret.Data!["FLAG"]);
    }
}

/// <inheritdoc/>
public sealed class ExtrasOnEmbedded() : ExtrasTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class ExtrasOnControlPlane() : ExtrasTests(ClusterKind.ControlPlane);
