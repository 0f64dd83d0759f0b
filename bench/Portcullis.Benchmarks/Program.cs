using Portcullis.Benchmarks.Admission;
using Portcullis.Benchmarks.Guarding;
using Portcullis.Benchmarks.Lists;
using Portcullis.Benchmarks.Native;
using Portcullis.Benchmarks.Reach;
using Portcullis.Benchmarks.Stacks;

// Usage: dotnet run -c Release --project bench/Portcullis.Benchmarks -- stacks [--kubeconfig FILE]
// or:    dotnet run -c Release --project bench/Portcullis.Benchmarks -- reach --pods 10000 --policies 1000 --namespaces 100
// Progress goes to standard error; the one line on standard output is the result.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

switch (args)
{
    case ["stacks"]:
        Console.WriteLine(await StacksBenchmark.RunAsync(null, stop.Token));
        return 0;
    case ["stacks", "--kubeconfig", var kubeconfig]:
        Console.WriteLine(await StacksBenchmark.RunAsync(kubeconfig, stop.Token));
        return 0;
    case ["reach", .. var size] when ReachOptions.Parse(size) is { } options:
        Console.WriteLine(ReachBenchmark.Run(options));
        return 0;
    case ["native", var program, var manifests] when File.Exists(program):
        Console.WriteLine(await NativeBenchmark.RunAsync(program, manifests, stop.Token));
        return 0;
    case ["admission"]:
        Console.WriteLine(AdmissionBenchmark.Run());
        return 0;
    case ["list"]:
        Console.WriteLine(await ListBenchmark.RunAsync(stop.Token));
        return 0;
    case ["guard"]:
        Console.WriteLine(GuardBenchmark.Run());
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            usage: stacks [--kubeconfig FILE]    measures the service over loopback HTTP, with the cluster in another process: the embedded one, or that of FILE
                   reach [--pods 10000] [--policies 1000] [--namespaces 100] [--seed 1]    measures the NetworkPolicy engine
                   list                          measures what a list of 2,000 pods allocates, read as it comes and held as text first
                   guard                         measures how fast the guard judges a change, with 2,000 stacks, 5,000 other pods and 500 policies
                   native PROGRAM MANIFESTS      measures the program against the native one at PROGRAM; policy check is asked about MANIFESTS
                   admission                     measures one admission, and one evaluation of the Pod Security Standards
            """);
        return 2;
}
