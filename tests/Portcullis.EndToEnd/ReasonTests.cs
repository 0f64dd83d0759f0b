using System.Text.Json.Nodes;
using Portcullis.Admission;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;

namespace Portcullis.EndToEnd;

/// <summary>The same mistake has one reason, whichever route it is made on.</summary>
public abstract class ReasonTests(ClusterKind kind)
{
    private const string Nobody = "stack-0123456789abcdef";

    [Theory]
    [InlineData("\"0s\"")]
    [InlineData("\"-1h\"")]
    [InlineData("\"99h\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("5")]
    [InlineData("{}")]
    public async Task Lifetime_that_cannot_be_is_told_in_the_same_way_by_create_and_renew(string ttl)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var standing = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);

        var created = (await bed.Api.CreateAsync(Manifests.Create(null, ("ttl", JsonNode.Parse(ttl)!)))).ShouldBe(400);
        var renewed = (await bed.Api.SendAsync(HttpMethod.Post, $"/stacks/{standing.StackId}/renew", $$"""{"ttl": {{ttl}}}""")).ShouldBe(400);

        Reason(created).ShouldBe("InvalidRequest");
        Paths(created).ShouldBe(["ttl"]);
        renewed.Json.GetRawText().ShouldBe(created.Json.GetRawText());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("{\"ttl\": }")]
    [InlineData("""{"\ud800": 1}""")]
    public async Task Body_that_is_none_is_told_in_the_same_way_by_all_that_take_one(string body)
    {
        await using var bed = await TestBed.StartAsync(kind);
        var standing = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        List<string> answers = [];
        foreach (var path in (string[])["/stacks", "/stacks/batch-delete", $"/stacks/{standing.StackId}/renew"])
        {
            var answer = (await bed.Api.SendAsync(HttpMethod.Post, path, body)).ShouldBe(400);
            Reason(answer).ShouldBe("InvalidJson");
            answers.Add(answer.Json.GetRawText());
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    public static TheoryData<string, string> Fields => new()
    {
        { """{"owner": 7}""", "owner" },
        { """{"owner": " "}""", "owner" },
        { """{"challenge": "a\nb"}""", "challenge" },
        { """{"egress": "everywhere"}""", "egress" },
        { """{"profile": 7}""", "profile" },
        { """{"profile": "nope"}""", "profile" },
        { """{"profile": "hidden"}""", "profile" },
        { """{"wait": "forever"}""", "wait" },
        { """{"env": {"1": "x"}}""", "env" },
        { """{"target_port": 0}""", "target_port" },
        { """{"target_port": 81}""", "target_port[0]" },
        { """{"target_port": [{"container_port": 80, "protocol": "UDP"}]}""", "target_port[0]" },
        { """{"target_port": [{"container_port": 80, "protocol": "TCP"}, {"container_port": 80, "protocol": "TCP"}]}""", "target_port[1]" },
        { """{"target_port": null}""", "target_port" },
        { """{"pod_spec": null}""", "pod_spec" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Mistake_beside_the_manifest_is_the_requests_whoever_finds_it(string fields, string path)
    {
        await using var bed = await TestBed.StartAsync(kind, settings => settings with
        {
            Profiles = new Dictionary<string, Profile>(Profile.BuiltIn) { ["hidden"] = new() { Requestable = false } },
        });
        var body = Manifests.Create();
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        var answer = (await bed.Api.CreateAsync(body)).ShouldBe(400);

        Reason(answer).ShouldBe("InvalidRequest");
        Paths(answer).ShouldBe([path]);
    }

    [Theory]
    [InlineData("kind: Pod\n", "InvalidManifest")]
    [InlineData("not: [yaml", "InvalidManifest")]
    [InlineData("", "InvalidManifest")]
    [InlineData(Manifests.Nginx + "\nprofile: x\n", "InvalidManifest")]
    [InlineData(Manifests.Nginx + "\ntarget_port: 7\n", "InvalidManifest")]
    public async Task Mistake_in_the_manifest_is_the_manifests_even_under_the_name_of_a_field(string manifest, string reason)
    {
        await using var bed = await TestBed.StartAsync(kind);

        Reason((await bed.Api.CreateAsync(Manifests.Create(manifest))).ShouldBe(400)).ShouldBe(reason);
    }

    [Fact]
    public async Task Mistakes_in_both_are_told_at_once_as_the_requests()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var manifest = Manifests.Nginx.Replace("spec:", "spec:\n  hostNetwork: true", StringComparison.Ordinal);

        var answer = (await bed.Api.CreateAsync(Manifests.Create(manifest, ("ttl", "99h"), ("profile", "nope")))).ShouldBe(400);

        Reason(answer).ShouldBe("InvalidRequest");
        Paths(answer).ShouldBe(["ttl", "profile", "spec.hostNetwork"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("GET", "/stacks?status=asleep", "status")]
    [InlineData("GET", "/stacks?limit=0", "limit")]
    [InlineData("GET", "/stacks?limit=x", "limit")]
    [InlineData("GET", "/stacks?continue=x", "continue")]
    [InlineData("POST", "/stacks/batch-delete", "stack_ids")]
    public async Task Field_that_cannot_be_is_the_requests_on_the_other_routes(string method, string path, string field)
    {
        await using var bed = await TestBed.StartAsync(kind);

        var answer = (await bed.Api.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null)).ShouldBe(400);

        Reason(answer).ShouldBe("InvalidRequest");
        Paths(answer).ShouldBe([field]);
        answer.Json.GetProperty("error").GetString()!.ShouldStartWith($"invalid input: {field}: ");
    }

    [Theory]
    [InlineData(Nobody)]
    [InlineData("nobody")]
    [InlineData("stack-0123456789ABCDEF")]
    public async Task Stack_that_is_none_is_not_found_by_every_route(string id)
    {
        await using var bed = await TestBed.StartAsync(kind);
        foreach (var (method, path) in ((string, string)[])[("GET", ""), ("GET", "/status"), ("DELETE", ""), ("POST", "/renew"), ("POST", "/restart")])
        {
            Reason((await bed.Api.SendAsync(new HttpMethod(method), $"/stacks/{id}{path}", null)).ShouldBe(404)).ShouldBe("NotFound");
        }
    }

    private static string Reason(ApiAnswer answer) => answer.Json.GetProperty("reason").GetString()!;

    private static IEnumerable<string> Paths(ApiAnswer answer) => answer.Json.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("path").GetString()!);
}

/// <inheritdoc/>
public sealed class ReasonsOnEmbedded() : ReasonTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class ReasonsOnControlPlane() : ReasonTests(ClusterKind.ControlPlane);
