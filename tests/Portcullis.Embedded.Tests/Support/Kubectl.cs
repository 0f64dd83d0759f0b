using System.Diagnostics;

namespace Portcullis.Embedded.Tests.Support;

/// <summary>Runs kubectl against a cluster, where kubectl is installed.</summary>
internal sealed class Kubectl : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portcullis-kubectl-").FullName;

    public Kubectl(EmbeddedCluster cluster)
    {
        Assert.SkipUnless(IsInstalled, "kubectl is not installed");
        File.WriteAllText(Path.Combine(_folder, "config"), cluster.Kubeconfig());
    }

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <summary>Runs a command to its end.</summary>
    /// <param name="arguments">As on a command line; no argument holds a space.</param>
    /// <param name="input">Standard input.</param>
    public async Task<(int Code, string Output, string Error)> Run(string arguments, string? input = null)
    {
        var token = TestContext.Current.CancellationToken;
        using var process = Start(arguments);
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), token);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token).WaitAsync(TimeSpan.FromSeconds(60), token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must succeed without a word of complaint, and gives its output.</summary>
    public async Task<string> Succeed(string arguments, string? input = null)
    {
        var (code, output, error) = await Run(arguments, input);
        code.ShouldBe(0, $"{arguments}: {error}{output}");
        error.ShouldBeEmpty(arguments);
        return output;
    }

    /// <summary>Starts a command that goes on until it is killed.</summary>
    public Process Start(string arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["KUBECONFIG"] = Path.Combine(_folder, "config");
        start.Environment["HOME"] = _folder;
        return Process.Start(start) ?? throw new InvalidOperationException("kubectl did not start");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
