using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Admission;
using Portcullis.Api.Pipeline;
using Portcullis.Api.Routes;
using Portcullis.Client.Requests;
using Portcullis.Stacks;

namespace Portcullis.Hosting.Rehearsing;

/// <summary>
/// Plays a create through before anybody asks for one: over a cluster that is none, with the route's, the domain's and the
/// client's own code, and then, as far as nothing is sent, over the real one. What the first caller would have to wait for
/// (code that is compiled when it is first run, a connection that is opened) is there before the service says it is ready.
/// </summary>
/// <remarks>Nothing of it is to be seen but one line of the log, and what it fails at stops nobody.</remarks>
internal sealed partial class Rehearsal(StackRuntime stacks, StackSettings settings, TimeProvider time, ILogger<Rehearsal> logger) : BackgroundService
{
    // A cluster that does not answer keeps nobody waiting for what is only there to save time.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly byte[] Body = """
        {"owner":"rehearsal","challenge":"rehearsal","env":{"REHEARSAL":"1"},"target_port":[{"container_port":80,"protocol":"TCP"}],"pod_spec":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: rehearsal\nspec:\n  containers:\n    - name: app\n      image: rehearsal\n      ports:\n        - containerPort: 80\n          protocol: TCP\n      resources:\n        requests: {cpu: \"1m\", memory: \"1Mi\"}\n        limits: {cpu: \"1m\", memory: \"1Mi\"}"}
        """u8.ToArray();

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether nothing is left to wait for.</summary>
    public bool IsOver => _over.Task.IsCompleted;

    /// <summary>Waits until it is over.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitUntilOverAsync(CancellationToken cancellationToken) => _over.Task.WaitAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (status, took) = await PlayAsync(stoppingToken);
            await stacks.WaitForSyncAsync(stoppingToken);
            var waited = time.GetTimestamp();
            await OnTheClusterAsync(stoppingToken);
            Log.Over(logger, status, took.TotalMilliseconds, time.GetElapsedTime(waited).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Whatever it is, a create will say it better: a rehearsal must not take the service down.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.CutShort(logger, error.Message);
        }
        finally
        {
            _over.TrySetResult();
        }
    }

    // The whole way from body to answer, watches and all.
    private async Task<(int Status, TimeSpan Took)> PlayAsync(CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var client = new KubernetesClient(new RehearsalCluster(settings.NodeRole, time), new("http://rehearsal/"), new KubernetesClientOptions(), time);
        using var stage = new StackRuntime(client, new Admitter(AdmissionPolicies.Of(settings)), settings, time, NullLoggerFactory.Instance);
        var running = stage.RunAsync(end.Token);
        try
        {
            await stage.WaitForSyncAsync(stoppingToken);
            var http = new DefaultHttpContext { Request = { Method = HttpMethods.Post, Body = new MemoryStream(Body) }, Response = { Body = Stream.Null }, RequestAborted = stoppingToken };
            await CreateStackRoute.HandleAsync(http, stage);
            return (http.Response.StatusCode, time.GetElapsedTime(started));
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }
    }

    private async Task OnTheClusterAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        using var body = JsonDocument.Parse(Body);
        await stacks.WarmUpAsync(CreateStackReader.Read(body), either.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Debug, "a create was rehearsed: {Status} after {Took:0} ms, and {OnTheCluster:0} ms on the cluster")]
        public static partial void Over(ILogger logger, int status, double took, double onTheCluster);

        [LoggerMessage(1011, LogLevel.Debug, "the rehearsal of a create was cut short: {Reason}")]
        public static partial void CutShort(ILogger logger, string reason);
    }
}
