using System.Net;
using Portcullis.Cli;
using Portcullis.Testing;

namespace Portcullis.Tests.Cli;

public sealed class ServeCommandTests : IDisposable
{
    private const string Listening = "Portcullis listens at ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portcullis-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Embedded_service_makes_a_key_prints_it_once_and_ends_well()
    {
        var terminal = new CapturedTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var kubeconfig = Path.Combine(_folder.FullName, "config");

        var running = terminal.RunAsync(stop.Token, "serve", "--embedded", "--listen", "127.0.0.1:0", "--no-listeners", "--cluster-kubeconfig", kubeconfig);
        var said = await terminal.WaitForOutAsync("stop with Ctrl+C");

        said.ShouldContain("simulated");
        said.ShouldContain("isolation: ");
        File.Exists(kubeconfig).ShouldBeTrue();
        var key = After(said, "API key for this run: ");
        key.Length.ShouldBe(32);
        var root = After(said, Listening);
        await Eventually.PassesAsync(async () => (await StatusAsync($"{root}/stats", key)).ShouldBe(HttpStatusCode.OK), cancellationToken: TestContext.Current.CancellationToken);
        (await StatusAsync($"{root}/stats", "wrong")).ShouldBe(HttpStatusCode.Unauthorized);

        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Good);
        terminal.Out.Split(key).Length.ShouldBe(2);
        terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stack_commands_reach_the_service()
    {
        var terminal = new CapturedTerminal { Environment = { ["API_KEY"] = "secret" } };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = terminal.RunAsync(stop.Token, "serve", "--embedded", "--listen", "127.0.0.1:0", "--no-listeners");
        var root = After(await terminal.WaitForOutAsync("stop with Ctrl+C"), Listening);
        terminal.Out.ShouldNotContain("secret");

        var client = new CapturedTerminal { Environment = { ["API_KEY"] = "secret", ["PORTCULLIS_URL"] = root } };
        await Eventually.PassesAsync(async () => (await client.RunAsync("stack", "list", "-o", "json")).ShouldBe(ExitCode.Good), cancellationToken: TestContext.Current.CancellationToken);
        client.Out.ShouldContain("\"stacks\": []");
        (await client.RunAsync("stack", "get", "stack-0123456789abcdef")).ShouldBe(ExitCode.No);

        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Good);
    }

    [Fact]
    public async Task Every_problem_of_the_environment_is_printed_and_no_secret()
    {
        var terminal = new CapturedTerminal { Environment = { ["STACK_TTL"] = "soon", ["STACK_NODEPORT_MIN"] = "0", ["API_KEY"] = "hush,", ["STACK_TLL"] = "1h" } };

        (await terminal.RunAsync("serve", "--embedded")).ShouldBe(ExitCode.CannotAnswer);

        var lines = terminal.Error.ReplaceLineEndings("\n").Split('\n');
        lines.Count(line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldBe(3);
        lines.ShouldContain("warning: STACK_TLL is not known; the nearest known name is STACK_TTL");
        terminal.Error.ShouldNotContain("hush");
        terminal.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_cluster_says_what_was_looked_for_and_names_the_embedded_one()
    {
        var terminal = new CapturedTerminal { Environment = { ["API_KEY"] = "secret", ["HOME"] = _folder.FullName } };

        (await terminal.RunAsync("serve")).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("no cluster found");
        terminal.Error.ShouldContain(Path.Combine(_folder.FullName, ".kube", "config"));
        terminal.Error.ShouldContain("serve --embedded");
    }

    [Fact]
    public async Task Cluster_that_does_not_answer_is_named()
    {
        var kubeconfig = Path.Combine(_folder.FullName, "config");
        await File.WriteAllTextAsync(kubeconfig, """
            apiVersion: v1
            kind: Config
            clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: me, user: {}}]
            contexts: [{name: gone, context: {cluster: gone, user: me}}]
            current-context: gone
            """, TestContext.Current.CancellationToken);
        var terminal = new CapturedTerminal { Environment = { ["API_KEY"] = "secret" } };

        (await terminal.RunAsync("serve", "--kubeconfig", kubeconfig)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("http://127.0.0.1:1");
        terminal.Error.ShouldContain("does not answer");
        terminal.Error.ShouldContain("serve --embedded");
    }

    [Fact]
    public async Task Address_that_is_taken_is_said_so()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("serve", "--embedded", "--no-listeners", "--listen", taken.LocalEndpoint.ToString()!)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("in use");
    }

    [Theory]
    [InlineData("--embedded brings its own cluster", "--embedded", "--kubeconfig", "x")]
    [InlineData("add --embedded", "--no-listeners")]
    [InlineData("is no address", "--embedded", "--listen", "nowhere")]
    public async Task Options_that_do_not_go_together_are_refused(string complaint, params string[] options)
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync(["serve", .. options])).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain(complaint);
    }

    [Fact]
    public async Task Help_lists_the_environment_variables()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("serve", "--help")).ShouldBe(ExitCode.Good);

        terminal.Out.ShouldContain("--embedded");
        terminal.Out.ShouldContain("STACK_TTL (default: 2h)");
    }

    private static string After(string text, string words) => text[(text.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Split(' ', ';', '\r', '\n')[0];

    private static async Task<HttpStatusCode> StatusAsync(string url, string key)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-API-KEY", key);
        using var response = await http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
