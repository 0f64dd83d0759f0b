using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.ControlPlane;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>A cluster that outlives the program: the embedded one in a process of its own, or a real control plane.</summary>
internal sealed class ClusterForProcesses : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];

    private ClusterForProcesses(string kubeconfig, string ns, KubernetesClient admin)
    {
        Kubeconfig = kubeconfig;
        Namespace = ns;
        Admin = admin;
    }

    /// <summary>The path of a kubeconfig with the program's rights.</summary>
    public string Kubeconfig { get; }

    /// <summary>Where stacks live.</summary>
    public string Namespace { get; }

    /// <summary>Goes round the program.</summary>
    public KubernetesClient Admin { get; }

    public static async Task<ClusterForProcesses> StartAsync(ClusterKind kind)
    {
        if (kind == ClusterKind.ControlPlane)
        {
            var real = await ControlPlaneUnderTest.StartAsync(TestContext.Current.CancellationToken);
            return new(real.Kubeconfig, real.Namespace, real.Admin) { _parts = { real } };
        }

        var folder = new TemporaryFolder();
        var kubeconfig = folder.File("kubeconfig");
        var process = await ProgramProcess.StartAsync(["cluster", "--listen", "127.0.0.1:0", "--kubeconfig", kubeconfig, "--no-listeners"]);
        return new(kubeconfig, "stacks", TestCluster.Client(kubeconfig)) { _parts = { process, folder } };
    }

    /// <summary>Starts the program over this cluster.</summary>
    public Task<ProgramProcess> ServeAsync() => ProgramProcess.ServeAsync(Kubeconfig, Namespace);

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        foreach (var part in _parts)
        {
            await part.DisposeAsync();
        }
    }
}
