using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;

namespace Portcullis.EndToEnd;

/// <summary>Whatever is sent, the answer is clear, and nothing breaks.</summary>
public abstract class BadInputTests(ClusterKind kind)
{
    private const int Mutations = 1200;

    public static TheoryData<string, string, string> Problems => new()
    {
        { """{"target_port": 80}""", "pod_spec", "manifest" },
        { """{"pod_spec": "x"}""", "target_port", "port number" },
        { """{"pod_spec": 1, "target_port": 80}""", "pod_spec", "" },
        { """{"pod_spec": "x", "target_port": 0}""", "target_port", "1 to 65535" },
        { """{"pod_spec": "x", "target_port": [{"container_port": 80}]}""", "target_port[0].protocol", "TCP, UDP" },
        { """{"pod_spec": "x", "target_port": [{"container_port": 80, "protocol": "SCTP"}]}""", "target_port[0].protocol", "TCP, UDP" },
        { """{"pod_spec": "x", "target_port": 80, "ttl": "tomorrow"}""", "ttl", "2h30m" },
        { """{"pod_spec": "x", "target_port": 80, "wait": "forever"}""", "wait", "scheduled, ready" },
        { """{"pod_spec": "x", "target_port": 80, "egress": "everywhere"}""", "egress", "none, internet" },
        { """{"pod_spec": "x", "target_port": 80, "profile": "privileged"}""", "profile", "baseline" },
        { """{"pod_spec": "x", "target_port": 80, "env": {"FLAG": 1}}""", "env.FLAG", "" },
        { """{"pod_spec": "x", "target_port": 80, "owner": 7}""", "owner", "" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Every_400_names_the_path_and_what_is_allowed(string body, string path, string allowed)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var answer = (await bed.Api.SendAsync(HttpMethod.Post, "/stacks", body)).ShouldBe(400);
        answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        answer.Json.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        var detail = answer.Json.GetProperty("details").EnumerateArray().Single(entry => entry.GetProperty("path").GetString() == path);
        detail.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        if (allowed.Length > 0)
        {
            detail.GetProperty("allowed").GetString()!.ShouldContain(allowed);
        }
    }

    [Fact]
    public async Task All_problems_of_a_manifest_are_told_at_once()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var manifest = Manifests.Nginx.Replace("spec:", "spec:\n  hostNetwork: true\n  tolerations: [{operator: Exists}]", StringComparison.Ordinal)
            .Replace("100m", "lots", StringComparison.Ordinal);
        var paths = (await bed.Api.CreateAsync(Manifests.Create(manifest, ("ttl", "99h")))).ShouldBe(400).Json
            .GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("path").GetString()).ToList();
        paths.ShouldContain("ttl");
        paths.ShouldContain("spec.hostNetwork");
        paths.ShouldContain("spec.tolerations");
        paths.ShouldContain(path => path!.Contains("resources"));
    }

    [Fact]
    public async Task Body_over_the_limit_is_400()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks", new string(' ', (1 << 20) + 1))).ShouldBe(400);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_400()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks", """{"pod_spec": "\ud800", "target_port": 80}""")).ShouldBe(400);
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks/batch-delete", """{"stack_ids": ["\udfff"]}""")).ShouldBe(400);
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks", """{"\ud800": 1}""")).ShouldBe(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task Any_content_type_is_read_as_json(string contentType)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var headers = new Dictionary<string, string> { ["X-API-KEY"] = TestBed.Key, ["Content-Type"] = contentType };
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks", Manifests.Create().ToJsonString(), headers)).ShouldBe(201);
        (await bed.Api.SendAsync(HttpMethod.Post, "/stacks/batch-delete", """{"stack_ids": ["x"]}""", headers)).ShouldBe(202);
    }

    [Fact]
    public async Task Mutated_bodies_never_break_the_service()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] seeds =
        [
            Manifests.Create().ToJsonString(),
            Manifests.Owned("team", "web").ToJsonString(),
            Manifests.Create("---\n" + Manifests.Nginx, ("ttl", "10m"), ("wait", "scheduled")).ToJsonString(),
        ];
        for (var i = 0; i < Mutations; i++)
        {
            var body = i % 2 == 0 ? Mutate(random, seeds[random.Next(seeds.Length)]) : MutateManifest(random);
            var answer = await bed.Api.SendAsync(HttpMethod.Post, "/stacks", body);
            answer.Code.ShouldBeOneOf([200, 201, 400], $"seed {seed}, case {i}: {answer.Text} for {body}");
            if (answer.Code < 300)
            {
                (await bed.Api.DeleteAsync($"/stacks/{answer.StackId}")).ShouldBe(200);
            }
        }

        bed.Logs.Entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.ToString()).ShouldBeEmpty($"seed {seed}");
        await bed.NothingIsLeftAsync();
    }

    private static string MutateManifest(Random random) => Manifests.Create(Mutate(random, Manifests.Nginx)).ToJsonString();

    private static string Mutate(Random random, string text)
    {
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 4); i > 0 && mutated.Length > 1; i--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 12), mutated.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(at, mutated.ToString(at, length));
                    break;
                case 2:
                    mutated[at] = (char)random.Next(1, 0x250);
                    break;
                case 3:
                    mutated.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                default:
                    mutated.Length = at;
                    break;
            }
        }

        return mutated.ToString();
    }

    private static readonly string[] Tokens =
        ["null", "true", "-1", "1e999", "{}", "[]", "\"", "'", "&a", "*a", "<<: ", "!!int ", "\n---\n", "\t", "\0", "9223372036854775808", "0x", "😀", "hostNetwork: true\n", ": ", "- ", "%", "\r\n", "\u2028"];
}

/// <inheritdoc/>
public sealed class BadInputOnEmbedded() : BadInputTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class BadInputOnControlPlane() : BadInputTests(ClusterKind.ControlPlane);
