using System.Text.Json;
using Portcullis.Api.Pipeline;
using Portcullis.Api.Routes;
using Portcullis.Client.Requests;
using Portcullis.Stacks;

namespace Portcullis.Hosting.Rehearsing;

/// <summary>
/// Plays a create through before anybody asks for one: over a cluster that is none, with the route's, the domain's and the
/// client's own code; then it asks the guard about it and opens a connection to the real cluster. What the first caller
/// would have to wait for, above all code that is compiled when it is first run, is there before the service is ready.
/// </summary>
/// <remarks>
/// The service is ready later by what this takes. Nothing of it is to be seen but one line of the log, and what it fails
/// at stops nobody.
/// </remarks>
internal sealed partial class Rehearsal(StackRuntime stacks, TimeProvider time, ILogger<Rehearsal> logger) : BackgroundService
{
    // Of each part: nobody is kept waiting by what is only there to save time.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly byte[] Body = """
        {"target_port":[{"container_port":80,"protocol":"TCP"}],"pod_spec":"apiVersion: v1\nkind: Pod\nmetadata:\n  name: rehearsal\nspec:\n  containers:\n    - name: app\n      image: rehearsal\n      ports:\n        - containerPort: 80\n          protocol: TCP\n      resources:\n        requests: {cpu: \"1m\", memory: \"1Mi\"}\n        limits: {cpu: \"1m\", memory: \"1Mi\"}"}
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
            var started = time.GetTimestamp();
            var status = await PatientlyAsync(PlayAsync, stoppingToken);
            var took = time.GetElapsedTime(started);
            await stacks.WaitForSyncAsync(stoppingToken);
            started = time.GetTimestamp();
            await PatientlyAsync(LookAheadAsync, stoppingToken);
            Log.Over(logger, status, took.TotalMilliseconds, time.GetElapsedTime(started).TotalMilliseconds);
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

    // From the body to the answer.
    private async Task<int> PlayAsync(CancellationToken cancellationToken)
    {
        using var stage = new KubernetesClient(new RehearsalCluster(time), new("http://rehearsal/"), new KubernetesClientOptions(), time);
        var http = new DefaultHttpContext { Request = { Method = HttpMethods.Post, Body = new MemoryStream(Body) }, Response = { Body = Stream.Null }, RequestAborted = cancellationToken };
        await CreateStackRoute.HandleAsync(http, wish => stacks.Rehearsal.RunAsync(wish, stage, cancellationToken));
        return http.Response.StatusCode;
    }

    private async Task<bool> LookAheadAsync(CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(Body);
        await stacks.WarmUpAsync(CreateStackReader.Read(body), cancellationToken);
        return true;
    }

    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> part, CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        return await part(either.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Debug, "a create was rehearsed: {Status} after {Took:0} ms, and {OnTheCluster:0} ms on the cluster")]
        public static partial void Over(ILogger logger, int status, double took, double onTheCluster);

        [LoggerMessage(1011, LogLevel.Debug, "the rehearsal of a create was cut short: {Reason}")]
        public static partial void CutShort(ILogger logger, string reason);
    }
}
