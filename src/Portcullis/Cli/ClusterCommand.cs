using System.CommandLine;
using System.Net;
using Portcullis.Embedded;

namespace Portcullis.Cli;

/// <summary><c>cluster</c>: the embedded cluster alone, for kubectl or any other client.</summary>
internal static class ClusterCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var listen = ListenOption.Create("Where the API server listens, on a loopback address: it asks nobody for a password", "127.0.0.1:6443", loopbackOnly: true);
        var kubeconfig = new Option<string>("--kubeconfig") { HelpName = "FILE", Description = "Write a kubeconfig for it to this file, readable by you alone" };
        var noListeners = new Option<bool>("--no-listeners") { Description = "Do not answer on the NodePorts of running pods" };
        var delay = EnforcementOptions.Delay();
        var noEnforcement = EnforcementOptions.Off();
        var leaks = EnforcementOptions.Leaks();
        var dualStack = EnforcementOptions.DualStack();
        var command = new Command("cluster", "Run a Kubernetes API server with simulated nodes in this process, until Ctrl+C. Nothing of an image is run.")
        {
            listen, kubeconfig, noListeners, delay, noEnforcement, leaks, dualStack,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = parsed.GetRequiredValue(listen);
            var options = new EmbeddedClusterOptions
            {
                Listen = new IPEndPoint(address.Address!, address.Port),
                NodePortListeners = !parsed.GetValue(noListeners),
                DualStack = parsed.GetValue(dualStack),
                Simulation = new() { Network = EnforcementOptions.Of(parsed.GetValue(delay), parsed.GetValue(noEnforcement), parsed.GetValue(leaks)) },
            };
            return (int)await RunAsync(terminal, options, parsed.GetValue(kubeconfig), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, EmbeddedClusterOptions options, string? kubeconfig, CancellationToken cancellationToken)
    {
        try
        {
            using var loggers = LoggerFactory.Create(ConsoleLogs.Configure);
            var cluster = await EmbeddedCluster.StartAsync(options, terminal.Time, loggers, cancellationToken).ConfigureAwait(false);
            await using (cluster.ConfigureAwait(false))
            {
                if (kubeconfig is not null)
                {
                    await PrivateFile.WriteAsync(kubeconfig, cluster.Kubeconfig(), cancellationToken).ConfigureAwait(false);
                }

                await WelcomeAsync(terminal, cluster.Address, kubeconfig).ConfigureAwait(false);
                await Task.Delay(Timeout.InfiniteTimeSpan, terminal.Time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how this command ends well.
        }
        catch (IOException e)
        {
            await terminal.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }

        return ExitCode.Good;
    }

    private static async Task WelcomeAsync(Terminal terminal, Uri address, string? kubeconfig)
    {
        var server = address.GetLeftPart(UriPartial.Authority);
        await terminal.Out.WriteLineAsync($"embedded cluster at {server}; its nodes and pods are simulated, nothing of an image is run").ConfigureAwait(false);
        await terminal.Out.WriteLineAsync(kubeconfig is null
            ? $"try: kubectl --server {server} get nodes"
            : $"try: kubectl --kubeconfig {kubeconfig} get nodes").ConfigureAwait(false);
        await terminal.Out.WriteLineAsync("stop with Ctrl+C; everything in it is gone then").ConfigureAwait(false);
    }
}
