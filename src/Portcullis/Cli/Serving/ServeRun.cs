using System.Net.Sockets;
using System.Security.Cryptography;
using Portcullis.Api;
using Portcullis.Configuration;
using Portcullis.Hosting;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Cli.Serving;

/// <summary>One run of the service, from the settings to the end.</summary>
internal static class ServeRun
{
    /// <summary>Runs until cancelled.</summary>
    /// <param name="terminal">What it may touch.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ExitCode> RunAsync(Terminal terminal, ServeOptions options, CancellationToken cancellationToken)
    {
        if (await ReadAsync(terminal, options).ConfigureAwait(false) is not { } configuration)
        {
            return ExitCode.CannotAnswer;
        }

        try
        {
            var cluster = options.Embedded
                ? await ServedCluster.StartEmbeddedAsync(terminal, options, cancellationToken).ConfigureAwait(false)
                : await ServedCluster.TryFindAsync(terminal, configuration.Cluster, cancellationToken).ConfigureAwait(false);
            if (cluster is null)
            {
                return ExitCode.CannotAnswer;
            }

            await using (cluster.ConfigureAwait(false))
            {
                return await ServeAsync(terminal, configuration, cluster, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how a service ends well.
            return ExitCode.Good;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await terminal.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }
    }

    private static async Task<PortcullisConfiguration?> ReadAsync(Terminal terminal, ServeOptions options)
    {
        var result = PortcullisConfiguration.Read(terminal.Environment, options.Embedded);
        foreach (var warning in result.Warnings)
        {
            await terminal.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
        }

        if (result is ConfigurationResult.Valid(var configuration, _))
        {
            return options.ApplyTo(configuration);
        }

        foreach (var problem in ((ConfigurationResult.Invalid)result).Problems)
        {
            await terminal.Error.WriteLineAsync($"error: {problem}").ConfigureAwait(false);
        }

        await terminal.Error.WriteLineAsync("  see portcullis serve --help").ConfigureAwait(false);
        return null;
    }

    private static async Task<ExitCode> ServeAsync(Terminal terminal, PortcullisConfiguration configuration, ServedCluster cluster, CancellationToken cancellationToken)
    {
        var found = await StartupChecks.RunAsync(cluster.Client, configuration.Stacks, cancellationToken).ConfigureAwait(false);
        foreach (var obstacle in found.Obstacles)
        {
            await terminal.Error.WriteLineAsync($"error: {obstacle}").ConfigureAwait(false);
        }

        if (found.Obstacles.Count > 0)
        {
            return ExitCode.CannotAnswer;
        }

        foreach (var warning in found.Warnings)
        {
            await terminal.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
        }

        Secret? made = null;
        if (configuration.Api is { KeyRequired: true, Keys.Count: 0 })
        {
            made = new Secret(RandomNumberGenerator.GetHexString(32, lowercase: true));
            configuration = configuration with { Api = configuration.Api with { Keys = new ApiKeys([made]) } };
        }

        var host = await PortcullisHost.StartAsync(
            configuration, cluster.Client, new ClusterFacts(cluster.Simulated), terminal.Time, ConsoleLogs.Configure, cancellationToken).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            await WelcomeAsync(terminal, host.Address, configuration, made, cluster).ConfigureAwait(false);
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Good;
        }

        await terminal.Error.WriteLineAsync("error: the service stopped by itself; the log says why").ConfigureAwait(false);
        return ExitCode.CannotAnswer;
    }

    private static async Task WelcomeAsync(Terminal terminal, Uri address, PortcullisConfiguration configuration, Secret? made, ServedCluster cluster)
    {
        var root = address.GetLeftPart(UriPartial.Authority);
        await terminal.Out.WriteLineAsync($"Portcullis listens at {root}; its API is described at {root}/openapi/v1.json").ConfigureAwait(false);
        await terminal.Out.WriteLineAsync($"cluster: {cluster.Description}").ConfigureAwait(false);
        if (made is not null)
        {
            await terminal.Out.WriteLineAsync($"API key for this run: {made.Reveal()} (set API_KEY to choose your own)").ConfigureAwait(false);
        }
        else if (!configuration.Api.KeyRequired)
        {
            await terminal.Out.WriteLineAsync("API_KEY_ENABLED=false: everyone who reaches this address may do everything").ConfigureAwait(false);
        }

        await terminal.Out.WriteLineAsync($"isolation: {Words(configuration.Isolation)}").ConfigureAwait(false);
        await terminal.Out.WriteLineAsync("stop with Ctrl+C").ConfigureAwait(false);
    }

    private static string Words(IsolationSettings settings)
    {
        var walls = settings.ManageWalls ? "walls are kept in the stack namespace" : "STACK_MANAGE_WALLS=false, so the stack namespace's policies are somebody else's";
        return settings.Mode switch
        {
            IsolationMode.Enforce => $"{walls}; no stack is made while the guard finds a way through them, GET /isolation tells which",
            IsolationMode.Warn => $"{walls}; STACK_ISOLATION=warn, so stacks are made even while the guard finds a way through them, GET /isolation tells which",
            _ => $"{walls}; STACK_ISOLATION=off, so nobody looks whether they hold",
        };
    }
}
