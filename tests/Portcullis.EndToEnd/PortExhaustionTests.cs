using System.Collections.Concurrent;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Stacks;
using Portcullis.Stacks.Records;

namespace Portcullis.EndToEnd;

/// <summary>Every port of the range can be used, and every one comes back.</summary>
public abstract class PortExhaustionTests(ClusterKind kind)
{
    private const int Callers = 64;
    private const int First = 31001;

    // A real API server writes all NodePorts into one object: hundreds show the same, and more at once only wait for
    // each other, past the callers' patience.
    private const int PortsOnControlPlane = 200;
    private const int AtOnceOnControlPlane = 16;

    private int Ports => kind == ClusterKind.Embedded ? 1767 : PortsOnControlPlane;

    [Fact]
    public async Task All_ports_are_handed_out_once_and_the_next_create_is_refused()
    {
        await using var bed = await TestBed.StartAsync(kind, settings => Limited(settings));
        Assert.SkipWhen(kind == ClusterKind.ControlPlane && bed.Host.Stacks.FreeNodePorts != Ports, "somebody else holds ports of the range");
        bed.Host.Stacks.FreeNodePorts.ShouldBe(Ports);

        var answers = new ConcurrentBag<ApiAnswer>();
        await ForAllAsync(Enumerable.Range(0, Ports), async _ => answers.Add(await bed.Api.CreateAsync(Manifests.Create())));

        answers.Where(answer => answer.Code != 201).Select(answer => answer.Text).Distinct().ShouldBeEmpty();
        answers.Select(answer => answer.NodePort).Distinct().Count().ShouldBe(Ports);
        answers.Select(answer => answer.StackId).Distinct().Count().ShouldBe(Ports);

        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("NodePortsExhausted");

        var victim = answers.First();
        (await bed.Api.DeleteAsync($"/stacks/{victim.StackId}")).ShouldBe(200);
        var next = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => bed.Api.CreateAsync(Manifests.Create())));
        next.Count(answer => answer.Code == 201).ShouldBe(1);
        next.Count(answer => answer.Code == 503).ShouldBe(1);
        next.Single(answer => answer.Code == 201).NodePort.ShouldBe(victim.NodePort);

        var all = (await bed.Api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").EnumerateArray()
            .Select(stack => stack.GetProperty("stack_id").GetString()!).ToList();
        all.Count.ShouldBe(Ports);
        await ForAllAsync(all, async id => (await bed.Api.DeleteAsync($"/stacks/{id}")).Code.ShouldBeOneOf(200, 404));
        await bed.NothingIsLeftAsync();
    }

    private StackSettings Limited(StackSettings settings) => settings with
    {
        NodePortMin = First,
        NodePortMax = First + Ports - 1,
        MaxConcurrentCreates = kind == ClusterKind.Embedded ? settings.MaxConcurrentCreates : AtOnceOnControlPlane,
    };

    private static Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> action) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = TestContext.Current.CancellationToken },
        async (item, _) => await action(item));
}

/// <inheritdoc/>
public sealed class PortExhaustionOnEmbedded() : PortExhaustionTests(ClusterKind.Embedded);

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class PortExhaustionOnControlPlane() : PortExhaustionTests(ClusterKind.ControlPlane);
