using Portcullis.ControlPlane;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>The cluster that the service is measured over; in another process in any case.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = [];
    private readonly DirectoryInfo? _folder;

    private BenchCluster(string kubeconfig, string ns, DirectoryInfo? folder)
    {
        Kubeconfig = kubeconfig;
        Namespace = ns;
        _folder = folder;
    }

    /// <summary>The path of a kubeconfig with the service's rights.</summary>
    public string Kubeconfig { get; }

    /// <summary>Where stacks live.</summary>
    public string Namespace { get; }

    public static async Task<BenchCluster> EmbeddedAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("portcullis-bench-");
        var cluster = new BenchCluster(Path.Combine(folder.FullName, "kubeconfig"), "stacks", folder);
        string[] arguments = ["cluster", "--listen", "127.0.0.1:0", "--kubeconfig", cluster.Kubeconfig, "--no-listeners"];
        cluster._parts.Push(await Child.StartAsync(arguments, new Dictionary<string, string>(), cancellationToken));
        return cluster;
    }

    /// <summary>A real control plane, with a namespace, a service account and stand-ins for kubelets.</summary>
    /// <param name="kubeconfig">The administrator's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BenchCluster> RealAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var kubelets = await KubeletStandIn.StartAsync(TestCluster.Client(kubeconfig), cancellationToken);
        var identity = await ServiceIdentity.CreateAsync(kubeconfig, cancellationToken);
        var cluster = new BenchCluster(identity.Kubeconfig, identity.Namespace, null);
        cluster._parts.Push(kubelets);
        cluster._parts.Push(identity);
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }
}
