using Portcullis.Benchmarks.Stacks;

// Usage: dotnet run -c Release --project bench/Portcullis.Benchmarks -- stacks
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
        Console.WriteLine(await StacksBenchmark.RunAsync(stop.Token));
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: stacks    measures the service over loopback HTTP, with the cluster in another process");
        return 2;
}
