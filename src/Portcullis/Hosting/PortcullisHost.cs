using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Portcullis.Admission;
using Portcullis.Api;
using Portcullis.Api.Contract;
using Portcullis.Api.Pipeline;
using Portcullis.Client.Requests;
using Portcullis.Configuration;
using Portcullis.Hosting.Rehearsing;
using Portcullis.Stacks;

namespace Portcullis.Hosting;

/// <summary>The running service: the REST API over the stacks of one cluster.</summary>
internal sealed class PortcullisHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PortcullisHost(WebApplication app) => _app = app;

    /// <summary>Where the API listens.</summary>
    public Uri Address { get; private init; } = new("http://127.0.0.1/");

    /// <summary>The domain, for tests and for what the command line prints.</summary>
    public StackRuntime Stacks => _app.Services.GetRequiredService<StackRuntime>();

    /// <summary>Starts the service. It listens when this returns; <see cref="WaitUntilReadyAsync"/> says when it is ready.</summary>
    /// <param name="configuration">The settings, already checked.</param>
    /// <param name="client">Reaches the cluster; must outlive the host.</param>
    /// <param name="facts">What is known of the cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Sets up the logs.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<PortcullisHost> StartAsync(
        PortcullisConfiguration configuration,
        KubernetesClient client,
        ClusterFacts facts,
        TimeProvider time,
        Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        var app = Build(configuration, client, facts, time, logging);
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app) { Address = AddressOf(app) };
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until stacks can be made, and the first as fast as the next.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Stacks.WaitForSyncAsync(cancellationToken), _app.Services.GetRequiredService<Rehearsal>().WaitUntilOverAsync(cancellationToken));

    /// <summary>Ends when somebody stops the service from within, which only a fault does.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Takes no more requests, finishes what is under way within the shutdown timeout, then stops the loops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(
        PortcullisConfiguration configuration, KubernetesClient client, ClusterFacts facts, TimeProvider time, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = configuration.Api.Environment });
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        logging(builder.Logging);

        // The framework's own request logs hold whole URLs, and with them keys in queries: ours say what is needed.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            if (configuration.Api.Listen.Address is { } address)
            {
                kestrel.Listen(address, configuration.Api.Listen.Port);
            }
            else
            {
                kestrel.ListenAnyIP(configuration.Api.Listen.Port);
            }
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = configuration.Api.ShutdownTimeout);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
        builder.Services.AddOpenApi("v1");
        AddParts(builder.Services, configuration, client, facts, time);
        var app = builder.Build();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<SyncGateMiddleware>();
        ApiRoutes.Map(app);
        return app;
    }

    private static void AddParts(IServiceCollection services, PortcullisConfiguration configuration, KubernetesClient client, ClusterFacts facts, TimeProvider time)
    {
        services.AddSingleton<IHostLifetime, SilentLifetime>();
        services.AddSingleton(time);
        services.AddSingleton(configuration.Api);
        services.AddSingleton(configuration.Stacks);
        services.AddSingleton(facts);
        services.AddSingleton(provider => new StackRuntime(
            client,
            new Admitter(AdmissionPolicies.Of(configuration.Stacks)),
            configuration.Stacks,
            time,
            provider.GetRequiredService<ILoggerFactory>(),
            configuration.Isolation,

            // There are no packets on a simulated cluster: its API server is reached, whatever its address leads to here.
            facts.Simulated ? static (_, _) => Task.FromResult(true) : null));
        services.AddHostedService<StackLoops>();
        services.AddSingleton<Rehearsal>();
        services.AddHostedService(provider => provider.GetRequiredService<Rehearsal>());
    }

    private static Uri AddressOf(WebApplication app)
    {
        var text = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri(text.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }
}
