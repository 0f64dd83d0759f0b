using System.Diagnostics;
using Portcullis.ControlPlane;
using Portcullis.Testing;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>A control plane of the test's own, whose data can be put back to an earlier copy.</summary>
internal sealed class PrivateControlPlane : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portcullis-control-plane-");

    private PrivateControlPlane()
    {
    }

    /// <summary>The administrator's kubeconfig.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>Starts one; skips the test where there is none to be had.</summary>
    public static async Task<PrivateControlPlane> StartAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(TestCluster.Kubeconfig is null, TestCluster.HowToHaveOne);
        var plane = new PrivateControlPlane();
        try
        {
            var (code, output, error) = await plane.RunAsync("up", cancellationToken);
            Assert.SkipWhen(code != 0, $"no second control plane can be started here: {error}");
            plane.Kubeconfig = output.Trim();
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps a copy of the data; the API server is away in the meantime.</summary>
    public Task KeepDataAsync(CancellationToken cancellationToken) => DataAsync("keep", cancellationToken);

    /// <summary>Puts the copy back; the API server is away in the meantime.</summary>
    public Task RestoreDataAsync(CancellationToken cancellationToken) => DataAsync("restore", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down", CancellationToken.None);
        if (Directory.Exists(_folder.FullName))
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task DataAsync(string what, CancellationToken cancellationToken)
    {
        var (code, _, error) = await RunAsync("data", cancellationToken, what);
        code.ShouldBe(0, error);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string script, CancellationToken cancellationToken, params string[] arguments)
    {
        // What the programs say goes to files; a pipe that they inherited would never end.
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Checkout.Root, "tests", "control-plane", script));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PORTCULLIS_CONTROL_PLANE"] = _folder.FullName;
        start.Environment.Remove(TestCluster.Variable);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
