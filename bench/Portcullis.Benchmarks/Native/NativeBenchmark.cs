using System.Globalization;
using Portcullis.Benchmarks.Stacks;

namespace Portcullis.Benchmarks.Native;

/// <summary>Measures the program as it runs from its assemblies against the native one, turn by turn on the same machine.</summary>
internal static class NativeBenchmark
{
    private const int Starts = 9;
    private const int Checks = 9;
    private const int Warmup = 300;
    private const int Creates = 300;
    private const int Ports = 1767;

    private static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string> { ["API_KEY"] = Provisioner.Key };

    /// <summary>Measures, and answers with one line of JSON: a row for each.</summary>
    /// <param name="program">The path of the native program.</param>
    /// <param name="manifests">What <c>policy check</c> is asked about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string> RunAsync(string program, string manifests, CancellationToken cancellationToken)
    {
        await Say($"on {System.Environment.ProcessorCount} cores; takes some minutes");
        Contender[] contenders =
        [
            new("jit", null),
            new("native", program),
            new("native, DOTNET_GCgen0size=400000", program) { Environment = new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "400000" } },
        ];
        await Say("start to ready, and the first create, embedded");
        await EachInTurnAsync(Starts, contenders, one => StartAsync(one, cancellationToken));
        await Say("policy check");
        await EachInTurnAsync(Checks, contenders, one => one.Check.MeasureAsync(() => Child.RunAsync(one.Program, ["policy", "check", "-f", manifests], one.Environment, cancellationToken)));
        await Say($"creates over a cluster in another process, then {Ports} stacks");
        await ServeAsync(contenders, cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"cores": {{System.Environment.ProcessorCount}}, "rows": [{{string.Join(", ", contenders.Select(one => one.Row()))}}]}""");
    }

    private static async Task EachInTurnAsync(int times, IReadOnlyList<Contender> contenders, Func<Contender, Task> measure)
    {
        for (var i = 0; i < times; i++)
        {
            foreach (var one in contenders)
            {
                await measure(one);
            }
        }
    }

    private static async Task StartAsync(Contender one, CancellationToken cancellationToken)
    {
        Child? child = null;
        Provisioner? caller = null;
        await one.Ready.MeasureAsync(async () =>
        {
            child = await Child.StartAsync(["serve", "--embedded", "--listen", "127.0.0.1:0", "--no-listeners"], one.With(Environment), cancellationToken, one.Program);
            caller = new Provisioner(child.Address);
            await caller.WaitUntilReadyAsync(cancellationToken);
        });
        string? id = null;
        await one.First.MeasureAsync(async () => id = await caller!.TryCreateAsync(cancellationToken));
        _ = id ?? throw new InvalidOperationException("the first create was refused");
        caller!.Dispose();
        await child!.DisposeAsync();
    }

    private static async Task ServeAsync(IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        var services = new List<Service>();
        try
        {
            foreach (var one in contenders)
            {
                services.Add(await Service.StartAsync(one, one.With(Environment), cancellationToken));
            }

            for (var i = -Warmup; i < Creates; i++)
            {
                foreach (var service in services)
                {
                    string? id = null;
                    await (i < 0 ? new Samples() : service.Contender.Create).MeasureAsync(async () => id = await service.Caller.TryCreateAsync(cancellationToken));
                    await service.Caller.DeleteAsync(id!, cancellationToken);
                }
            }

            foreach (var service in services)
            {
                await StacksBenchmark.BurstAsync(service.Caller, Ports, [], cancellationToken);
                service.Contender.ResidentBytes = service.Program.ResidentBytes();
            }
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static Task Say(string text) => Console.Error.WriteLineAsync(text);

    /// <summary>One of them as a service, over a cluster of its own.</summary>
    private sealed record Service(Contender Contender, BenchCluster Cluster, Child Program, Provisioner Caller) : IAsyncDisposable
    {
        public static async Task<Service> StartAsync(Contender contender, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
        {
            var cluster = await BenchCluster.EmbeddedAsync(cancellationToken);
            var program = await Child.StartAsync(["serve", "--kubeconfig", cluster.Kubeconfig, "--listen", "127.0.0.1:0"], environment, cancellationToken, contender.Program);
            var caller = new Provisioner(program.Address);
            await caller.WaitUntilReadyAsync(cancellationToken);
            return new(contender, cluster, program, caller);
        }

        public async ValueTask DisposeAsync()
        {
            Caller.Dispose();
            await Program.DisposeAsync();
            await Cluster.DisposeAsync();
        }
    }
}
