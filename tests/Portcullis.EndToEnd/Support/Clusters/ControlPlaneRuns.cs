using Portcullis.ControlPlane;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>
/// The tests on a real control plane. They share its NodePorts, so they run one after another; and its nodes, so one
/// stand-in for their kubelets serves them all.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneRuns : ICollectionFixture<ControlPlaneRuns>, IAsyncLifetime
{
    public const string Name = "control plane";

    private KubeletStandIn? _kubelets;

    /// <summary>The administrator's kubeconfig; skips the test where there is none.</summary>
    internal static string Kubeconfig()
    {
        Assert.SkipWhen(TestCluster.Kubeconfig is null, TestCluster.HowToHaveOne);
        return TestCluster.Kubeconfig!;
    }

    public async ValueTask InitializeAsync()
    {
        if (TestCluster.Kubeconfig is { } kubeconfig)
        {
            _kubelets = await KubeletStandIn.StartAsync(TestCluster.Client(kubeconfig), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_kubelets is not null)
        {
            await _kubelets.DisposeAsync();
        }
    }
}
