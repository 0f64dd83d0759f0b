using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Configuration;
using Portcullis.Embedded;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Hosting;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;
using Portcullis.Testing;
using Portcullis.Testing.Logging;

namespace Portcullis.EndToEnd.Support;

/// <summary>The whole program over a cluster.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    // Of every port's stack, on a machine that does much else.
    private static readonly TimeSpan LongestCleanUp = TimeSpan.FromMinutes(3);

    public const string Key = "end-to-end-key-5b1d";

    private readonly ServiceUnderTest _service;

    private TestBed(ClusterUnderTest cluster, ServiceUnderTest service, ListLoggerProvider logs, StackSettings settings)
    {
        Cluster = cluster;
        _service = service;
        Logs = logs;
        Settings = settings;
    }

    public ClusterUnderTest Cluster { get; }

    public PortcullisHost Host => _service.Host;

    /// <summary>The program's own way to the cluster, with its rights.</summary>
    public KubernetesClient ProgramClient => _service.Client;

    public ListLoggerProvider Logs { get; }

    public StackSettings Settings { get; }

    public ApiCaller Api => _service.Api;

    public static async Task<TestBed> StartAsync(
        ClusterKind kind,
        Func<StackSettings, StackSettings>? settings = null,
        Func<EmbeddedClusterOptions, EmbeddedClusterOptions>? cluster = null,
        Func<ApiSettings, ApiSettings>? api = null,
        TimeProvider? time = null,
        Func<IsolationSettings, IsolationSettings>? isolation = null)
    {
        var under = await ClusterUnderTest.StartAsync(kind, cluster, TestContext.Current.CancellationToken);
        try
        {
            var stacks = new StackSettings { Namespace = under.Namespace };
            stacks = settings is null ? stacks : settings(stacks);
            var logs = new ListLoggerProvider();
            var service = await ServiceUnderTest.StartAsync(
                under, stacks, api is null ? Open() : api(Open()), logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug), time, isolation?.Invoke(ServiceUnderTest.WithoutPatrols));
            return new(under, service, logs, stacks);
        }
        catch
        {
            await under.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a second instance of the program over the same cluster.</summary>
    public Task<ServiceUnderTest> ReplicaAsync(IsolationSettings? isolation = null) => ServiceUnderTest.StartAsync(Cluster, Settings, Open(), logging => logging.SetMinimumLevel(LogLevel.None), isolation: isolation);

    /// <summary>Every Service and Pod that carries our label, straight from the cluster; those of patrols apart.</summary>
    public async Task<(IReadOnlyList<Service> Services, IReadOnlyList<Pod> Pods)> ObjectsAsync()
    {
        var ours = new ListOptions { LabelSelector = "app.kubernetes.io/managed-by=portcullis,portcullis.dev/stack,!portcullis.dev/patrol" };
        var services = await Cluster.Admin.ListAsync(ResourceTypes.Services, Settings.Namespace, ours, TestContext.Current.CancellationToken);
        var pods = await Cluster.Admin.ListAsync(ResourceTypes.Pods, Settings.Namespace, ours, TestContext.Current.CancellationToken);
        return (services.Items, pods.Items);
    }

    /// <summary>Waits until nothing of any stack is left in the cluster, and every port is free.</summary>
    public async Task NothingIsLeftAsync()
    {
        await Eventually.PassesAsync(
            async () =>
            {
                var (services, pods) = await ObjectsAsync();
                services.Select(service => service.Metadata.Name).ShouldBeEmpty();
                pods.Select(pod => pod.Metadata.Name).ShouldBeEmpty();
            },
            LongestCleanUp,
            TestContext.Current.CancellationToken);

        // On a real control plane others may be given ports of our range by chance.
        await Eventually.TrueAsync(() => Cluster is ControlPlaneUnderTest || Host.Stacks.FreeNodePorts == Settings.NodePortMax - Settings.NodePortMin + 1, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until a stack has a status.</summary>
    public Task StatusAsync(string stackId, string status, string? reason = null) => Eventually.PassesAsync(
        async () =>
        {
            var json = (await Api.GetAsync($"/stacks/{stackId}/status")).ShouldBe(200).Json;
            json.GetProperty("status").GetString().ShouldBe(status);
            if (reason is not null)
            {
                json.GetProperty("reason").GetString().ShouldBe(reason);
            }
        },
        cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private static ApiSettings Open() => new() { Listen = new(System.Net.IPAddress.Loopback, 0), Keys = new([new Configuration.Secret(Key)]) };
}
