using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Admission;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Stacks.Tests;

public class StackRuntimeTests
{
    [Fact]
    public async Task Running_ends_in_order_when_it_is_cancelled()
    {
        // A cluster that knows nothing: every loop is past its beginning.
        using var client = new KubernetesClient(new EmptyHandedCluster(), new("http://cluster/"), new(), TimeProvider.System);
        using var runtime = new StackRuntime(client, new Admitter(new()), new(), TimeProvider.System, NullLoggerFactory.Instance, new IsolationSettings());
        using var stop = new CancellationTokenSource();
        var running = runtime.RunAsync(stop.Token);

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    private sealed class EmptyHandedCluster : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound));
    }
}
