using System.Net;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Http;

public sealed class KestrelTests
{
    [Fact]
    public async Task Kestrel_serves_requests_and_streams_watches()
    {
        await using var cluster = await TestCluster.StartAsync(new EmbeddedClusterOptions { Simulate = false, Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        using var http = new HttpClient { BaseAddress = cluster.Cluster.Address };
        var token = TestContext.Current.CancellationToken;

        using var response = await http.GetAsync("/api/v1/namespaces/default/configmaps?watch=true", HttpCompletionOption.ResponseHeadersRead, token);
        using var watch = new WatchReader(response, await response.Content.ReadAsStreamAsync(token));
        (await cluster.Post("/api/v1/namespaces/default/configmaps", Manifests.ConfigMap("a"))).ShouldBe(201);

        (await watch.Next(1)).ShouldBe(["ADDED a"]);
        (await cluster.Get("/version")).ShouldBe(200)["gitVersion"].ShouldStartWith("v1.36");
        (await http.GetStringAsync("/version", token)).ShouldContain("v1.36");
    }

    [Fact]
    public async Task Dispose_ends_open_watches()
    {
        var cluster = await TestCluster.StartAsync(new EmbeddedClusterOptions { Simulate = false, Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        using var http = new HttpClient { BaseAddress = cluster.Cluster.Address };
        var token = TestContext.Current.CancellationToken;
        using var response = await http.GetAsync("/api/v1/pods?watch=true", HttpCompletionOption.ResponseHeadersRead, token);

        await cluster.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), token);

        await Should.ThrowAsync<IOException>(async () =>
        {
            using var watch = new WatchReader(response, await response.Content.ReadAsStreamAsync(token));
            await watch.Next();
        });
    }
}
