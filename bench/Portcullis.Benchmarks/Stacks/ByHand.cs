using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>The least that any provisioner must do on this cluster: POST the Service, POST the Pod, see on a watch that it is scheduled.</summary>
internal sealed class ByHand : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly string _namespace;
    private readonly Reflector<Pod> _pods;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private int _made;

    private ByHand(KubernetesClient client, string ns)
    {
        _client = client;
        _namespace = ns;
        _pods = new(client, ResourceTypes.Pods, new() { Namespace = ns }, TimeProvider.System, NullLogger.Instance);
        _watching = _pods.RunAsync(_stop.Token);
    }

    public static async Task<ByHand> StartAsync(KubernetesClient client, string ns, CancellationToken cancellationToken)
    {
        var byHand = new ByHand(client, ns);
        await byHand._pods.Store.WaitForSyncAsync(cancellationToken);
        return byHand;
    }

    public async Task<(NamespacedName Service, NamespacedName Pod)> CreateAsync(CancellationToken cancellationToken)
    {
        // Ports below the service's own range, so that the two never meet.
        var number = _made++;
        var name = $"hand-{number}";
        var labels = new Dictionary<string, string> { ["hand"] = name };
        var service = await _client.CreateAsync(
            ResourceTypes.Services,
            _namespace,
            new()
            {
                Metadata = new() { Name = name, Labels = labels },
                Spec = new() { Type = "NodePort", ExternalTrafficPolicy = "Local", Selector = labels, Ports = [new() { Name = "p", Protocol = "TCP", Port = 80, NodePort = 30001 + (number % 900) }] },
            },
            cancellationToken);
        var pod = await _client.CreateAsync(
            ResourceTypes.Pods,
            _namespace,
            new()
            {
                Metadata = new() { Name = name, Labels = labels, OwnerReferences = [new() { ApiVersion = "v1", Kind = "Service", Name = name, Uid = service.Metadata.Uid }] },
                Spec = new()
                {
                    NodeSelector = new Dictionary<string, string> { ["role"] = "stack" },
                    RestartPolicy = "Never",
                    Containers = [new() { Name = "app", Image = "nginx:stable", Resources = new() { Limits = Small, Requests = Small } }],
                },
            },
            cancellationToken);
        await _pods.Store.WaitUntilAsync(NamespacedName.Of(pod.Metadata), current => current?.Spec?.NodeName is { Length: > 0 }, TimeSpan.FromSeconds(10), cancellationToken);
        return (NamespacedName.Of(service.Metadata), NamespacedName.Of(pod.Metadata));
    }

    public async Task DeleteAsync((NamespacedName Service, NamespacedName Pod) made, CancellationToken cancellationToken)
    {
        await _client.DeleteAsync(ResourceTypes.Services, made.Service, null, cancellationToken);
        try
        {
            await _client.DeleteAsync(ResourceTypes.Pods, made.Pod, new() { GracePeriodSeconds = 1 }, cancellationToken);
        }
        catch (KubernetesApiException missing) when (missing.IsNotFound)
        {
            // The cluster's own garbage collection was first.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private static readonly Dictionary<string, Quantity> Small = new() { ["cpu"] = Quantity.Parse("100m"), ["memory"] = Quantity.Parse("128Mi") };
}
