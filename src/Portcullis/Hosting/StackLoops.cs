using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>Owns the loops of the domain: started before the first request, stopped after the last.</summary>
internal sealed class StackLoops(StackRuntime stacks) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => stacks.RunAsync(stoppingToken);
}
