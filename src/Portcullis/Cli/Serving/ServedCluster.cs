using System.Net;
using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.Configuration;
using Portcullis.Embedded;

namespace Portcullis.Cli.Serving;

/// <summary>The cluster that stacks run on, and the client that reaches it.</summary>
internal sealed class ServedCluster : IAsyncDisposable
{
    private readonly EmbeddedCluster? _embedded;
    private readonly ILoggerFactory? _loggers;

    private ServedCluster(KubernetesClient client, string description, EmbeddedCluster? embedded = null, ILoggerFactory? loggers = null)
    {
        Client = client;
        Description = description;
        _embedded = embedded;
        _loggers = loggers;
    }

    /// <summary>Reaches it.</summary>
    public KubernetesClient Client { get; }

    /// <summary>What it is, in words.</summary>
    public string Description { get; }

    /// <summary>Whether its pods are simulated.</summary>
    public bool Simulated => _embedded is not null;

    /// <summary>Starts an embedded cluster. It is spoken to in process; a socket is opened only for its kubeconfig.</summary>
    /// <param name="terminal">Whose clock.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The kubeconfig cannot be written.</exception>
    public static async Task<ServedCluster> StartEmbeddedAsync(Terminal terminal, ServeOptions options, CancellationToken cancellationToken)
    {
        var loggers = LoggerFactory.Create(ConsoleLogs.Configure);
        var settings = new EmbeddedClusterOptions
        {
            Listen = options.ClusterKubeconfig is null ? null : new IPEndPoint(IPAddress.Loopback, 0),
            NodePortListeners = options.NodePortListeners,
            DualStack = options.DualStack,
            Simulation = new() { Network = EnforcementOptions.Of(options.EnforcementDelay, options.NoEnforcement, options.Leaks) },
        };
        var embedded = await EmbeddedCluster.StartAsync(settings, terminal.Time, loggers, cancellationToken).ConfigureAwait(false);
        var client = new KubernetesClient(embedded.CreateHandler(), embedded.Address, new KubernetesClientOptions(), terminal.Time);
        var cluster = new ServedCluster(
            client,
            options.ClusterKubeconfig is { } file ? $"embedded; its pods are simulated; kubectl --kubeconfig {file} shows them" : "embedded; its pods are simulated",
            embedded,
            loggers);
        if (options.ClusterKubeconfig is { } path)
        {
            try
            {
                await PrivateFile.WriteAsync(path, embedded.Kubeconfig(), cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await cluster.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return cluster;
    }

    /// <summary>Looks for the cluster that the operator means, and knocks.</summary>
    /// <param name="terminal">Where to say what was looked for.</param>
    /// <param name="settings">Which cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is none; that has been said then.</returns>
    public static async Task<ServedCluster?> TryFindAsync(Terminal terminal, ClusterSettings settings, CancellationToken cancellationToken)
    {
        var result = ClusterAccess.Load(new ClusterAccessOptions { KubeconfigPath = settings.Kubeconfig, Context = settings.Context }, terminal.Environment);
        if (result is ClusterAccessResult.NotFound(var lines))
        {
            await ComplainAsync(terminal, "no cluster found", lines).ConfigureAwait(false);
            return null;
        }

        var access = ((ClusterAccessResult.Found)result).Access;
        var client = new KubernetesClient(access, new KubernetesClientOptions { Qps = settings.Qps, Burst = settings.Burst }, terminal.Time);
        try
        {
            var version = await client.GetVersionAsync(cancellationToken).ConfigureAwait(false);
            if (SupportedReleases.Warning(version) is { } warning)
            {
                await terminal.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
            }

            return new ServedCluster(client, $"{access}, Kubernetes {version.GitVersion}");
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesTransportException)
        {
            client.Dispose();
            await ComplainAsync(terminal, $"the cluster at {access} does not answer", [e.Message]).ConfigureAwait(false);
            return null;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync().ConfigureAwait(false);
        }

        _loggers?.Dispose();
    }

    private static async Task ComplainAsync(Terminal terminal, string what, IReadOnlyList<string> lines)
    {
        await terminal.Error.WriteLineAsync($"error: {what}").ConfigureAwait(false);
        foreach (var line in lines)
        {
            await terminal.Error.WriteLineAsync($"  {line}").ConfigureAwait(false);
        }

        await terminal.Error.WriteLineAsync("  to try Portcullis without a cluster: portcullis serve --embedded").ConfigureAwait(false);
    }
}
