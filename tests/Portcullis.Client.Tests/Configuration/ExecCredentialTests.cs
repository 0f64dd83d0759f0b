using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Configuration;

/// <summary>Credential plugins, with real shell scripts.</summary>
public sealed class ExecCredentialTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new(Clients.Start);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ExecCredentialTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the plugins are shell scripts");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExecPlugin.V1)]
    [InlineData(ExecPlugin.V1Beta1)]
    public async Task Token_is_taken_and_kept(string version)
    {
        using var credential = Credential(CountingScript(version, expires: null), version);

        (await HeaderAsync(credential)).ShouldBe("Bearer token-1");
        (await HeaderAsync(credential)).ShouldBe("Bearer token-1");
    }

    [Fact]
    public async Task Token_is_renewed_shortly_before_it_expires()
    {
        using var credential = Credential(CountingScript(ExecPlugin.V1, expires: "2030-01-01T01:00:00Z"));

        (await HeaderAsync(credential)).ShouldBe("Bearer token-1");
        _time.Advance(TimeSpan.FromMinutes(59));
        (await HeaderAsync(credential)).ShouldBe("Bearer token-1");
        _time.Advance(TimeSpan.FromSeconds(51));
        (await HeaderAsync(credential)).ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task Token_is_renewed_after_a_refusal_of_it_and_no_other()
    {
        using var credential = Credential(CountingScript(ExecPlugin.V1, expires: null));
        var first = await credential.GetAsync(Ct);

        credential.Invalidate(first).ShouldBeTrue();
        (await HeaderAsync(credential)).ShouldBe("Bearer token-2");
        credential.Invalidate(first).ShouldBeTrue();
        (await HeaderAsync(credential)).ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task Many_at_once_run_the_plugin_once()
    {
        using var credential = Credential(CountingScript(ExecPlugin.V1, expires: null));

        var headers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => HeaderAsync(credential)));

        headers.Distinct().ShouldBe(["Bearer token-1"]);
    }

    [Fact]
    public async Task Plugin_gets_its_arguments_environment_and_the_cluster()
    {
        var script = _folder.Script("plugin", $$$"""printf '%s|%s|%s' "$1" "$EXTRA" "$KUBERNETES_EXEC_INFO" > '{{{_folder.Path("seen")}}}'; echo '{"apiVersion":"{{{ExecPlugin.V1}}}","kind":"ExecCredential","status":{"token":"t"}}'""");
        var exec = new ExecConfig { ApiVersion = ExecPlugin.V1, Command = script, Arguments = ["two words"], Environment = [new("EXTRA", new("more"))], ProvideClusterInfo = true };
        using var credential = new ExecCredential(new(exec, new() { Server = "https://c.test", AuthorityData = "QUJD", ExecConfig = System.Text.Json.Nodes.JsonNode.Parse("""{"audience":"x"}""") }, _time), null, [], _time);

        await HeaderAsync(credential);

        var seen = (await File.ReadAllTextAsync(_folder.Path("seen"), Ct)).Split('|');
        seen[0].ShouldBe("two words");
        seen[1].ShouldBe("more");
        seen[2].ShouldBe("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"cluster":{"server":"https://c.test","certificate-authority-data":"QUJD","config":{"audience":"x"}},"interactive":false}}""");
    }

    [Theory]
    [InlineData("echo 'please log in' >&2; echo s3cret; exit 3", "failed with exit code 3: please log in")]
    [InlineData("echo s3cret", "did not print an ExecCredential in JSON")]
    [InlineData("""echo '{"apiVersion":"v9","kind":"ExecCredential","status":{"token":"s3cret"}}'""", "did not print an ExecCredential of 'client.authentication.k8s.io/v1'")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientKeyData":"s3cret"}}'""", "printed neither a token nor a certificate with its key")]
    public async Task Failure_says_what_the_plugin_said_but_never_its_output(string body, string expected)
    {
        using var credential = Credential(_folder.Script("plugin", body));

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => HeaderAsync(credential));

        error.Fault.ShouldBe(TransportFault.Credentials);
        error.Message.ShouldEndWith(expected);
        error.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Missing_plugin_is_told_with_its_hint()
    {
        using var credential = new ExecCredential(
            new(new() { ApiVersion = ExecPlugin.V1, Command = "no-such-plugin-anywhere", InstallHint = "install it with care" }, new(), _time), null, [], _time);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => HeaderAsync(credential));

        error.Message.ShouldBe("the credential plugin 'no-such-plugin-anywhere' is not installed: not found in PATH; install it with care");
        error.MayHaveBeenProcessed.ShouldBeFalse();
    }

    [Fact]
    public async Task Plugin_that_hangs_is_ended()
    {
        using var credential = Credential(_folder.Script("plugin", "exec sleep 600"));
        var waiting = HeaderAsync(credential);

        await _time.TimerAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), Ct);
        _time.Advance(TimeSpan.FromMinutes(1));

        (await Should.ThrowAsync<KubernetesTransportException>(() => waiting)).Message.ShouldEndWith("did not answer within 60 s");
    }

    private string CountingScript(string version, string? expires)
    {
        var count = _folder.Path("count");
        var end = expires is null ? "" : $",\"expirationTimestamp\":\"{expires}\"";
        return _folder.Script("plugin", $$$"""echo x >> '{{{count}}}'; n=$(wc -l < '{{{count}}}' | tr -d ' '); echo '{"apiVersion":"{{{version}}}","kind":"ExecCredential","status":{"token":"token-'$n'"{{{end}}}}}'""");
    }

    private ExecCredential Credential(string command, string version = ExecPlugin.V1) =>
        new(new(new() { ApiVersion = version, Command = command }, new(), _time), null, [], _time);

    private static async Task<string?> HeaderAsync(ExecCredential credential) => (await credential.GetAsync(Ct)).Authorization?.ToString();
}
