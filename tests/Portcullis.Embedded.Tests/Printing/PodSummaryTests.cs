using System.Text.Json;
using Portcullis.Embedded.Printing.Kinds;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Printing;

public sealed class PodSummaryTests
{
    private const string One = """{"containers":[{"name":"a"}]}""";
    private const string WithInit = """{"initContainers":[{"name":"i"}],"containers":[{"name":"a"}]}""";
    private const string WithSidecar = """{"initContainers":[{"name":"s","restartPolicy":"Always"}],"containers":[{"name":"a"}]}""";

    [Theory]
    [InlineData(One, """{"phase":"Pending"}""", "Pending 0/1")]
    [InlineData(One, """{"phase":"Pending","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"ContainerCreating"}}}]}""", "ContainerCreating 0/1")]
    [InlineData(One, """{"phase":"Running","containerStatuses":[{"name":"a","ready":true,"state":{"running":{}}}]}""", "Running 1/1")]
    [InlineData(One, """{"phase":"Running","containerStatuses":[{"name":"a","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}""", "CrashLoopBackOff 0/1")]
    [InlineData(One, """{"phase":"Succeeded","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}""", "Completed 0/1")]
    [InlineData(One, """{"phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]}""", "OOMKilled 0/1")]
    [InlineData(One, """{"phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":3}}}]}""", "ExitCode:3 0/1")]
    [InlineData(One, """{"phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"signal":9}}}]}""", "Signal:9 0/1")]
    [InlineData(One, """{"phase":"Failed","reason":"DeadlineExceeded"}""", "DeadlineExceeded 0/1")]
    [InlineData(One, """{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]}""", "SchedulingGated 0/1")]
    [InlineData(WithInit, """{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"running":{}}}]}""", "Init:0/1 0/1")]
    [InlineData(WithInit, """{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"waiting":{"reason":"ImagePullBackOff"}}}]}""", "Init:ImagePullBackOff 0/1")]
    [InlineData(WithInit, """{"phase":"Failed","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":3,"reason":"Error"}}}]}""", "Init:Error 0/1")]
    [InlineData(WithInit, """{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":0}}}],"containerStatuses":[{"name":"a","state":{"waiting":{"reason":"PodInitializing"}}}]}""", "PodInitializing 0/1")]
    [InlineData(WithSidecar, """{"phase":"Running","initContainerStatuses":[{"name":"s","started":true,"ready":true,"state":{"running":{}}}],"containerStatuses":[{"name":"a","ready":true,"state":{"running":{}}}]}""", "Running 2/2")]
    public void Status_says_what_matters_most(string spec, string status, string expected) => Text(spec, status).ShouldBe(expected);

    [Theory]
    [InlineData("Running", "Terminating")]
    [InlineData("Succeeded", "Succeeded")]
    public void Pod_that_is_being_deleted_is_terminating_unless_it_has_ended(string phase, string expected) =>
        Text(One, $$"""{"phase":"{{phase}}"}""", ",\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"").ShouldBe($"{expected} 0/1");

    [Fact]
    public void Restarts_tell_when_the_last_run_ended()
    {
        var pod = Pod(One, """{"phase":"Running","containerStatuses":[{"name":"a","restartCount":2,"ready":true,"state":{"running":{}},"lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-01-01T00:00:00Z"}}}]}""", "");

        var summary = PodSummary.Of(pod);

        summary.Restarts.ShouldBe(2);
        summary.LastRestart.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static string Text(string spec, string status, string meta = "")
    {
        var summary = PodSummary.Of(Pod(spec, status, meta));
        return $"{summary.Status} {summary.Ready}/{summary.Total}";
    }

    private static Pod Pod(string spec, string status, string meta) =>
        JsonSerializer.Deserialize($$"""{"metadata":{"name":"p"{{meta}}},"spec":{{spec}},"status":{{status}}}""", ModelJson.Default.Pod)!;
}
