using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Requests;

/// <summary>What a call repeats by itself, and above all what it does not.</summary>
public sealed class RetryTests : IDisposable
{
    private static readonly NamespacedName A = new("ns", "a");

    private readonly ScriptedCluster _cluster = new();
    private readonly ManualTimeProvider _time = new(Clients.Start);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Throttled_write_waits_as_told_and_is_repeated()
    {
        _cluster.ThenStatus(429, "TooManyRequests", retryAfter: "3").ThenOk(Json.Pod("a", 1));
        using var client = Clients.Over(_cluster, _time);
        var creating = client.CreateAsync(ResourceTypes.Pods, "ns", new Pod(), Ct);

        _time.Advance(await _time.TimerAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3), Ct));

        (await creating).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task Throttling_longer_than_the_call_may_take_is_reported_at_once()
    {
        _cluster.ThenStatus(429, "TooManyRequests", retryAfter: "30");
        using var client = Clients.Over(_cluster, _time);

        var error = await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceTypes.Pods, A, Ct));

        error.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Retry_after_may_be_a_date_or_stand_in_the_status()
    {
        _cluster.ThenStatus(429, "TooManyRequests", retryAfter: "Tue, 01 Jan 2030 00:00:20 GMT");
        _cluster.Then(System.Net.HttpStatusCode.TooManyRequests, """{"kind":"Status","code":429,"details":{"retryAfterSeconds":40}}""");
        using var client = Clients.Over(_cluster, _time);

        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceTypes.Pods, A, Ct))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(20));
        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceTypes.Pods, A, Ct))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Theory]
    [InlineData("create")]
    [InlineData("replace")]
    [InlineData("patch")]
    [InlineData("delete")]
    public async Task Write_whose_reply_was_lost_is_never_repeated(string verb)
    {
        _cluster.ThenFail(HttpRequestError.ResponseEnded, afterSending: true);
        using var client = Clients.Over(_cluster, _time);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => Write(client, verb));

        error.Fault.ShouldBe(TransportFault.ConnectionLost);
        error.MayHaveBeenProcessed.ShouldBeTrue();
        error.IsTransient.ShouldBeTrue();
        _cluster.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("replace")]
    [InlineData("patch")]
    [InlineData("delete")]
    public async Task Write_that_was_never_sent_is_repeated(string verb)
    {
        _cluster.ThenFail(HttpRequestError.ConnectionError).ThenOk(Json.Pod("a", 1));
        using var client = Clients.Over(_cluster, _time);
        var writing = Write(client, verb);

        _time.Advance(await _time.TimerAsync(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150), Ct));
        await writing;

        _cluster.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Read_is_repeated_after_a_lost_connection_but_not_for_ever()
    {
        for (var i = 0; i < 5; i++)
        {
            _cluster.ThenFail(HttpRequestError.ResponseEnded);
        }
        using var client = Clients.Over(_cluster, _time);
        var reading = client.GetAsync(ResourceTypes.Pods, A, Ct);

        for (var i = 0; i < 4; i++)
        {
            await _cluster.ReachedAsync(i + 1, Ct);
            _time.Advance(await _time.TimerAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2), Ct));
        }

        await Should.ThrowAsync<KubernetesTransportException>(() => reading);
        _cluster.Seen.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(503, null)]
    [InlineData(504, "1")]
    [InlineData(500, "1")]
    public async Task Write_that_the_server_may_have_done_is_not_repeated(int code, string? retryAfter)
    {
        _cluster.ThenStatus(code, "ServerTimeout", retryAfter);
        using var client = Clients.Over(_cluster, _time);

        (await Should.ThrowAsync<KubernetesApiException>(() => Write(client, "create"))).MayHaveBeenProcessed.ShouldBeTrue();
        _cluster.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_is_repeated_when_the_server_says_when()
    {
        _cluster.ThenStatus(504, "Timeout", retryAfter: "1").ThenOk(Json.Pod("a", 1));
        using var client = Clients.Over(_cluster, _time);
        var reading = client.GetAsync(ResourceTypes.Pods, A, Ct);

        _time.Advance(await _time.TimerAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), Ct));

        (await reading).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task No_answer_in_time_is_a_timeout_and_not_a_cancellation()
    {
        _cluster.ThenHang();
        using var client = Clients.Over(_cluster, _time, new() { MaxRetries = 0 });
        var reading = client.GetAsync(ResourceTypes.Pods, A, Ct);
        await _cluster.ReachedAsync(1, Ct);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await Should.ThrowAsync<KubernetesTransportException>(() => reading)).Fault.ShouldBe(TransportFault.Timeout);
    }

    [Fact]
    public async Task Callers_cancellation_is_a_cancellation()
    {
        _cluster.ThenHang();
        using var client = Clients.Over(_cluster, _time);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reading = client.GetAsync(ResourceTypes.Pods, A, cancel.Token);
        await _cluster.ReachedAsync(1, Ct);

        await cancel.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => reading)).CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public void Token_bucket_lets_a_burst_through_and_then_one_by_one()
    {
        var bucket = new TokenBucket(qps: 10, burst: 2, _time);

        bucket.Reserve().ShouldBe(TimeSpan.Zero);
        bucket.Reserve().ShouldBe(TimeSpan.Zero);
        bucket.Reserve().TotalSeconds.ShouldBe(0.1, 0.0001);
        bucket.Reserve().TotalSeconds.ShouldBe(0.2, 0.0001);
        _time.Advance(TimeSpan.FromSeconds(10));
        bucket.Reserve().ShouldBe(TimeSpan.Zero);
        bucket.Reserve().ShouldBe(TimeSpan.Zero);
        bucket.Reserve().TotalSeconds.ShouldBe(0.1, 0.0001);
    }

    [Fact]
    public void No_limit_never_waits() => new TokenBucket(qps: 0, burst: 0, _time).AcquireAsync(Ct).AsTask().IsCompletedSuccessfully.ShouldBeTrue();

    private static Task Write(KubernetesClient client, string verb)
    {
        var pod = new Pod { Metadata = new() { Name = "a", Namespace = "ns" } };
        return verb switch
        {
            "create" => client.CreateAsync(ResourceTypes.Pods, "ns", pod, Ct),
            "replace" => client.ReplaceAsync(ResourceTypes.Pods, pod, Ct),
            "patch" => client.MergePatchAsync(ResourceTypes.Pods, A, [], null, Ct),
            _ => client.DeleteAsync(ResourceTypes.Pods, A, null, Ct),
        };
    }
}
