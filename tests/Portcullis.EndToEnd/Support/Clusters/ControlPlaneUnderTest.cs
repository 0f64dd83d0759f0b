using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.ControlPlane;
using Portcullis.Embedded;
using Portcullis.Embedded.Faults;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>A namespace on a real control plane, where the program goes in as its service account.</summary>
internal sealed class ControlPlaneUnderTest : ClusterUnderTest
{
    private readonly ServiceIdentity _identity;

    private ControlPlaneUnderTest(ServiceIdentity identity, KubernetesClient admin)
    {
        _identity = identity;
        Admin = admin;
    }

    public override string Namespace => _identity.Namespace;

    /// <summary>The path of a kubeconfig that goes in as the service account.</summary>
    public string Kubeconfig => _identity.Kubeconfig;

    public override FaultInjector Faults { get; } = new(TimeProvider.System);

    public override RequestLog Requests { get; } = new();

    public override KubernetesClient Admin { get; }

    public static Task<ControlPlaneUnderTest> StartAsync(CancellationToken cancellationToken) => StartAsync(ControlPlaneRuns.Kubeconfig(), cancellationToken);

    /// <param name="kubeconfig">The administrator's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ControlPlaneUnderTest> StartAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var identity = await ServiceIdentity.CreateAsync(kubeconfig, cancellationToken);
        return new(identity, TestCluster.Client(kubeconfig));
    }

    public override KubernetesClient NewClient()
    {
        var access = TestCluster.Access(_identity.Kubeconfig);
        return new(
            new FaultHandler(access.CreateHandler(TimeProvider.System), Faults, Requests, Swallowed, request => Seen.AddOrUpdate(request, 1, static (_, count) => count + 1)),
            access.Server,
            new KubernetesClientOptions(),
            TimeProvider.System);
    }

    public override void ForgetHistory(string resource) =>
        Faults.Add(new() { Verb = "watch", Resource = resource, Fault = new Fault.StaleWatch(), Times = 1 });

    public override async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _identity.DisposeAsync();
    }
}
