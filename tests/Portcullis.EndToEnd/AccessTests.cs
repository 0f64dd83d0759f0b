using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;

namespace Portcullis.EndToEnd;

/// <summary>Who may call, and what is never written down.</summary>
public abstract class AccessTests(ClusterKind kind)
{
    [Theory]
    [InlineData("/livez")]
    [InlineData("/metrics")]
    [InlineData("/readyz")]
    [InlineData("/openapi/v1.json")]
    public async Task Open_routes_need_no_key(string path)
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var stranger = new ApiCaller(bed.Host.Address, null);
        (await stranger.GetAsync(path)).ShouldBe(200);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/stacks")]
    [InlineData("/stats")]
    [InlineData("/no-such-route")]
    [InlineData("/openapi-not")]
    [InlineData("/livezz")]
    public async Task Every_other_route_needs_one(string path)
    {
        await using var bed = await TestBed.StartAsync(kind);
        using var stranger = new ApiCaller(bed.Host.Address, null);
        (await stranger.GetAsync(path)).ShouldBe(401);
        (await stranger.GetAsync($"{path}?api_key={TestBed.Key}")).ShouldBe(401);
    }

    [Fact]
    public async Task Key_in_the_query_is_taken_only_where_the_operator_allows_it()
    {
        await using var bed = await TestBed.StartAsync(kind, api: api => api with { KeyInQueryAllowed = true });
        using var stranger = new ApiCaller(bed.Host.Address, null);
        (await stranger.GetAsync($"/healthz?api_key={TestBed.Key}")).ShouldBe(200);
        (await stranger.GetAsync("/healthz?api_key=wrong")).ShouldBe(401);
    }

    [Fact]
    public async Task Wrong_method_and_unknown_route_are_404_with_an_error_that_can_be_read()
    {
        await using var bed = await TestBed.StartAsync(kind);
        (await bed.Api.GetAsync("/no-such-route")).ShouldBe(404).Reason.ShouldBe("NotFound");
        (await bed.Api.SendAsync(HttpMethod.Put, "/stacks", "{}")).ShouldBe(404).Reason.ShouldBe("NotFound");
    }

    [Fact]
    public async Task Neither_keys_nor_bodies_reach_the_log()
    {
        await using var bed = await TestBed.StartAsync(kind);
        var flag = "FLAG{do-not-log-me}";
        var manifest = Manifests.Nginx.Replace("ports:", $"env: [{{name: FLAG, value: \"{flag}\"}}]\n      ports:", StringComparison.Ordinal);
        (await bed.Api.CreateAsync(Manifests.Create(manifest))).ShouldBe(201);
        (await bed.Api.CreateAsync(Manifests.Create(manifest.Replace("value: \"", "valueFrom: \"", StringComparison.Ordinal)))).ShouldBe(400).Text.ShouldNotContain(flag);
        await bed.Api.GetAsync("/stacks?api_key=query-secret");
        bed.Logs.AllText.ShouldNotContain(flag);
        bed.Logs.AllText.ShouldNotContain(TestBed.Key);
        bed.Logs.AllText.ShouldNotContain("query-secret");
        bed.Logs.Entries.ShouldContain(entry => entry.Text.Contains("/stacks"));
    }
}

/// <inheritdoc/>
public sealed class AccessOnEmbedded() : AccessTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class AccessOnControlPlane() : AccessTests(ClusterKind.ControlPlane);
