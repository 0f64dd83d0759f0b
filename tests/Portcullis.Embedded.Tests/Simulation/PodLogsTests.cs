using System.Net;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class PodLogsTests
{
    [Fact]
    public async Task Log_tells_what_is_simulated()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", """{"containers":[{"name":"main","image":"nginx","command":["serve","--all"]}]}""");
        await world.PodRuns("p");

        var lines = await Log(world, "");

        lines.ShouldBe(["simulated: container main of pod stacks/p runs image nginx; nothing really runs here", "simulated: command serve --all"]);
        (await Log(world, "?tailLines=1")).ShouldBe(["simulated: command serve --all"]);
        (await Log(world, "?limitBytes=9")).ShouldBe(["simulated"]);
        (await Log(world, "?timestamps=true"))[0].ShouldStartWith("2026-01-01T12:00:0");
    }

    [Fact]
    public async Task Previous_log_is_that_of_the_run_before()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", """{"containers":[{"name":"main","image":"simulated/crash:4"}]}""");
        await world.PodBecomes("p", p => p.Status!.ContainerStatuses is [{ RestartCount: 1, State.Waiting.Reason: "CrashLoopBackOff" }]);

        (await Log(world, "?previous=true"))[^1].ShouldBe("simulated: exit code 4 (Error)");
    }

    [Fact]
    public async Task Followed_log_ends_with_the_pod()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", """{"restartPolicy":"Never","terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"nginx"}]}""");
        await world.PodRuns("p");

        var following = Log(world, "?follow=true");
        world.Objects.Delete(ResourceTypes.Pods, "stacks", "p");
        await world.PodGoes("p");

        (await following)[^1].ShouldBe("simulated: exit code 0 (Completed)");
    }

    [Fact]
    public async Task Log_comes_over_a_socket_too()
    {
        await using var world = await SimulatedWorld.StartAsync(new EmbeddedClusterOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        world.CreatePod("p", """{"containers":[{"name":"main","image":"nginx"}]}""");
        await world.PodRuns("p");
        using var http = new HttpClient();

        var text = await http.GetStringAsync(new Uri(world.Cluster.Address, "/api/v1/namespaces/stacks/pods/p/log"), TestContext.Current.CancellationToken);

        text.ShouldStartWith("simulated: container main");
    }

    private static async Task<string[]> Log(SimulatedWorld world, string query)
    {
        using var http = new HttpClient(world.Cluster.CreateHandler()) { BaseAddress = world.Cluster.Address };
        var text = await http.GetStringAsync(new Uri($"/api/v1/namespaces/stacks/pods/p/log{query}", UriKind.Relative), TestContext.Current.CancellationToken);
        return text.TrimEnd('\n').Split('\n');
    }
}
