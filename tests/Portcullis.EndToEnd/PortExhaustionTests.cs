using System.Collections.Concurrent;
using Portcullis.EndToEnd.Support;

namespace Portcullis.EndToEnd;

/// <summary>Every port of the range can be used, and every one comes back.</summary>
public sealed class PortExhaustionTests
{
    private const int Ports = 1767;
    private const int Callers = 64;

    [Fact]
    public async Task All_ports_are_handed_out_once_and_the_next_create_is_refused()
    {
        await using var bed = await TestBed.StartAsync();
        bed.Host.Stacks.FreeNodePorts.ShouldBe(Ports);

        var answers = new ConcurrentBag<ApiAnswer>();
        await ForAllAsync(Enumerable.Range(0, Ports), async _ => answers.Add(await bed.Api.CreateAsync(Manifests.Create())));

        answers.Where(answer => answer.Code != 201).Select(answer => answer.Text).ShouldBeEmpty();
        answers.Select(answer => answer.NodePort).Distinct().Count().ShouldBe(Ports);
        answers.Select(answer => answer.StackId).Distinct().Count().ShouldBe(Ports);

        (await bed.Api.CreateAsync(Manifests.Create())).ShouldBe(503).Reason.ShouldBe("NodePortsExhausted");

        var victim = answers.First();
        (await bed.Api.DeleteAsync($"/stacks/{victim.StackId}")).ShouldBe(200);
        var next = await Task.WhenAll(bed.Api.CreateAsync(Manifests.Create()), bed.Api.CreateAsync(Manifests.Create()));
        next.Count(answer => answer.Code == 201).ShouldBe(1);
        next.Count(answer => answer.Code == 503).ShouldBe(1);
        next.Single(answer => answer.Code == 201).NodePort.ShouldBe(victim.NodePort);

        var all = (await bed.Api.GetAsync("/stacks")).ShouldBe(200).Json.GetProperty("stacks").EnumerateArray()
            .Select(stack => stack.GetProperty("stack_id").GetString()!).ToList();
        all.Count.ShouldBe(Ports);
        await ForAllAsync(all, async id => (await bed.Api.DeleteAsync($"/stacks/{id}")).ShouldBe(200));
        await bed.NothingIsLeftAsync();
    }

    private static Task ForAllAsync<T>(IEnumerable<T> items, Func<T, Task> action) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = TestContext.Current.CancellationToken },
        async (item, _) => await action(item));
}
