using System.Text.Json;
using Portcullis.Embedded.Faults;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>A watch that stays open and says nothing is no proof that nothing happens.</summary>
public sealed class SilenceTests
{
    // As much longer than the time between bookmarks as the default is, though a machine may stop for a while.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Swallowed_watch_ends_the_proof_and_creating_until_it_was_replaced()
    {
        await using var bed = await StartAsync();
        await VerdictAsync(bed, "proven");
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);

        // As long as it cannot be read anew either, one can look at it.
        using var noList = bed.Cluster.Faults.Add(new() { Verb = "list", Resource = "networkpolicies", Fault = new Fault.DroppedBefore() });
        bed.Cluster.Swallowed.Swallow("networkpolicies").ShouldBe(1);

        await VerdictAsync(bed, "incomplete");

        // Nothing else is silent for longer than a busy machine takes to deliver what it has.
        await Eventually.PassesAsync(
            async () =>
            {
                var report = (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json;
                report.GetProperty("statements").EnumerateArray().ShouldAllBe(statement => statement.GetProperty("verdict").GetString() != "proven");
                report.GetProperty("statements")[0].GetProperty("missing").EnumerateArray().Select(text => text.GetString()!).ShouldContain(text => text.StartsWith("network policies were last heard of at "));
                var source = report.GetProperty("sources").EnumerateArray().Single(source => !source.GetProperty("fresh").GetBoolean());
                source.GetProperty("name").GetString().ShouldBe("network policies");
                source.GetProperty("age_seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(MaxAge.TotalSeconds);
                report.GetProperty("fresh_as_of").GetDateTime().ShouldBe(source.GetProperty("heard_at").GetDateTime(), TimeSpan.FromSeconds(1));
            },
            cancellationToken: TestContext.Current.CancellationToken);
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("IsolationStale");
        await Eventually.PassesAsync(
            async () =>
            {
                var ready = (await bed.Api.GetAsync("/readyz")).ShouldBe(200).Json;
                ready.GetProperty("isolation").GetString().ShouldBe("incomplete");
                ready.GetProperty("behind").EnumerateArray().Select(text => text.GetString()!).ShouldHaveSingleItem().ShouldStartWith("network policies were last heard of at ");
                (await bed.Api.GetAsync("/metrics")).Text.ShouldContain("portcullis_source_fresh{source=\"network policies\"} 0");
                (await bed.Api.GetAsync("/stats")).Json.GetProperty("behind").GetArrayLength().ShouldBe(0);
            },
            cancellationToken: TestContext.Current.CancellationToken);

        noList.Dispose();
        await VerdictAsync(bed, "proven");
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201);
        (await bed.Api.GetAsync("/metrics")).Text.ShouldContain("portcullis_lists_total{source=\"network policies\",reason=\"silent\"} 1");
    }

    [Fact]
    public async Task What_was_swallowed_is_found_when_the_watch_is_replaced()
    {
        await using var bed = await StartAsync();
        await VerdictAsync(bed, "proven");
        bed.Cluster.Swallowed.Swallow("networkpolicies").ShouldBe(1);
        await bed.Cluster.Admin.CreateAsync(
            Portcullis.Model.Resources.ResourceTypes.NetworkPolicies,
            null,
            new() { Metadata = new() { Namespace = "stacks", Name = "all" }, Spec = new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"], Ingress = [new()], Egress = [new()] } },
            TestContext.Current.CancellationToken);

        await VerdictAsync(bed, "open");
        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("IsolationOpen");
    }

    [Fact]
    public async Task Lists_of_stacks_say_that_they_are_behind()
    {
        await using var bed = await StartAsync();
        var stack = (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId;
        using var http = new HttpClient { BaseAddress = bed.Host.Address };
        http.DefaultRequestHeaders.Add("X-API-KEY", TestBed.Key);
        string[] reads = ["/stacks", $"/stacks/{stack}", $"/stacks/{stack}/status", "/stats"];
        foreach (var path in reads)
        {
            (await HeaderAsync(http, path)).ShouldBeNull(path);
        }

        bed.Cluster.Faults.TakeDown();
        await Eventually.TrueAsync(async () => await HeaderAsync(http, "/stacks") is not null, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var path in reads)
        {
            DateTimeOffset.Parse((await HeaderAsync(http, path)).ShouldNotBeNull(path), System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(TimeProvider.System.GetUtcNow());
        }

        (await bed.Api.GetAsync("/stats")).Json.GetProperty("behind").EnumerateArray().Select(text => text.GetString()!).ShouldContain(text => text.StartsWith("pods of stacks were last heard of at "));
        bed.Cluster.Faults.BringUp();
        await Eventually.TrueAsync(async () => await HeaderAsync(http, "/stacks") is null, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Quiet_cluster_that_sends_bookmarks_costs_no_request()
    {
        await using var bed = await StartAsync();
        await VerdictAsync(bed, "proven");
        var sent = bed.ProgramClient.Sent.Requests;
        var heard = (await FreshAsOfAsync(bed)).AddSeconds(1.5 * MaxAge.TotalSeconds);

        await Eventually.PassesAsync(
            async () =>
            {
                (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("verdict").GetString().ShouldBe("proven");
                (await FreshAsOfAsync(bed)).ShouldBeGreaterThan(heard);
            },
            cancellationToken: TestContext.Current.CancellationToken);

        bed.ProgramClient.Sent.Requests.ShouldBe(sent);
    }

    private static Task<TestBed> StartAsync() => TestBed.StartAsync(
        ClusterKind.Embedded, cluster: options => options with { BookmarkInterval = BookmarkInterval }, isolation: isolation => isolation with { MaxAge = MaxAge });

    private static async Task<DateTime> FreshAsOfAsync(TestBed bed) => (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("fresh_as_of").GetDateTime();

    private static async Task<string?> HeaderAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.TryGetValues("X-Portcullis-Fresh-As-Of", out var values) ? values.Single() : null;
    }

    private static Task VerdictAsync(TestBed bed, string verdict) => Eventually.PassesAsync(
        async () => (await bed.Api.GetAsync("/isolation")).ShouldBe(200).Json.GetProperty("verdict").GetString().ShouldBe(verdict), cancellationToken: TestContext.Current.CancellationToken);
}
