using Portcullis.Cli;

namespace Portcullis.Tests.Cli;

public sealed class ClusterCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portcullis-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Cluster_runs_until_told_to_stop_and_then_ends_well()
    {
        var terminal = new CapturedTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var kubeconfig = Path.Combine(_folder.FullName, "config");
        await File.WriteAllTextAsync(kubeconfig, "older", TestContext.Current.CancellationToken);

        var running = terminal.RunAsync(stop.Token, "cluster", "--listen", "127.0.0.1:0", "--no-listeners", "--kubeconfig", kubeconfig);
        var said = await terminal.WaitForOutAsync("stop with Ctrl+C");

        said.ShouldContain("simulated");
        said.ShouldContain($"kubectl --kubeconfig {kubeconfig} get nodes");
        var server = said.Split(' ', ';').Single(word => word.StartsWith("http://", StringComparison.Ordinal));
        (await File.ReadAllTextAsync(kubeconfig, TestContext.Current.CancellationToken)).ShouldContain($"server: {server}");
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri($"{server}/version"), TestContext.Current.CancellationToken)).ShouldContain("gitVersion");

        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Good);
        terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Kubeconfig_is_readable_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no Unix file modes here");
        var path = Path.Combine(_folder.FullName, "config");
        await File.WriteAllTextAsync(path, "older and readable by all", TestContext.Current.CancellationToken);

        await PrivateFile.WriteAsync(path, "newer", TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("newer");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _folder.GetFiles().Length.ShouldBe(1);
    }

    [Fact]
    public async Task Kubeconfig_that_cannot_be_written_is_said_so()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("cluster", "--listen", "127.0.0.1:0", "--no-listeners", "--kubeconfig", Path.Combine(_folder.FullName, "missing", "config")))
            .ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldStartWith("error: ");
        terminal.Error.ShouldContain("missing");
    }

    [Theory]
    [InlineData(":6443")]
    [InlineData("0.0.0.0:6443")]
    [InlineData("192.0.2.1:6443")]
    [InlineData("6443")]
    public async Task Address_that_others_could_reach_is_refused(string address)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("cluster", "--listen", address)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("such as ");
    }

    [Fact]
    public async Task Address_that_is_taken_is_said_so()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("cluster", "--no-listeners", "--listen", taken.LocalEndpoint.ToString()!)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("in use");
    }
}
