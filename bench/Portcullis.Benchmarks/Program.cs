using Portcullis.Benchmarks.Stacks;

// Usage: dotnet run -c Release --project bench/Portcullis.Benchmarks -- stacks [--kubeconfig FILE]
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
    default:
        await Console.Error.WriteLineAsync("usage: stacks [--kubeconfig FILE]    measures the service over loopback HTTP, with the cluster in another process: the embedded one, or that of FILE");
        return 2;
}
