using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Tests.Isolation.Live;

public class ApiServerEndpointsTests
{
    [Fact]
    public async Task Watching_ends_in_order_when_it_is_cancelled()
    {
        using var client = new KubernetesClient(new SilentCluster(), new("http://cluster/"), new(), TimeProvider.System);
        var endpoints = new ApiServerEndpoints(client, TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance);
        using var sources = new SourceSet(TimeProvider.System, TimeSpan.FromMinutes(1));
        using var stop = new CancellationTokenSource();
        var running = endpoints.RunAsync(sources, stop.Token);

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        sources.Sources.ShouldBeEmpty();
    }

    private sealed class SilentCluster : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new();
        }
    }
}
