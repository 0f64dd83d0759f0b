using System.Net;
using System.Net.Sockets;
using System.Text;
using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.Client.Tests.Support;

namespace Portcullis.Client.Tests.Configuration;

/// <summary>Whole connections over loopback: who is believed, and who we say we are.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Certificates _certificates = new();
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Server_of_the_given_authority_is_believed()
    {
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"));

        var version = await VersionAsync(server, Authority(_certificates));

        version.GitVersion.ShouldBe("v1.33.1");
        version.IsAtLeast(1, 29).ShouldBeTrue();
        version.IsAtLeast(1, 34).ShouldBeFalse();
    }

    [Fact]
    public async Task Server_of_another_authority_is_refused_before_anything_is_sent()
    {
        using var others = new Certificates();
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"));

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => VersionAsync(server, Authority(others)));

        error.Fault.ShouldBe(TransportFault.Untrusted);
        error.MayHaveBeenProcessed.ShouldBeFalse();
        error.IsTransient.ShouldBeFalse();
        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_without_a_given_authority_is_refused()
    {
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"));

        (await Should.ThrowAsync<KubernetesTransportException>(() => VersionAsync(server, ""))).Fault.ShouldBe(TransportFault.Untrusted);
    }

    [Fact]
    public async Task Server_of_another_name_is_refused()
    {
        await using var server = new TlsServer(_certificates.Server("api.test"));

        (await Should.ThrowAsync<KubernetesTransportException>(() => VersionAsync(server, Authority(_certificates)))).Fault.ShouldBe(TransportFault.Untrusted);
    }

    [Fact]
    public async Task Tls_server_name_is_what_is_asked_for_and_checked()
    {
        await using var server = new TlsServer(_certificates.Server("api.test"));

        await VersionAsync(server, Authority(_certificates) + ", tls-server-name: api.test");

        server.Seen.TryDequeue(out var seen).ShouldBeTrue();
        seen.Sni.ShouldBe("api.test");
    }

    [Fact]
    public async Task Wrong_tls_server_name_is_refused()
    {
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"));

        (await Should.ThrowAsync<KubernetesTransportException>(() => VersionAsync(server, Authority(_certificates) + ", tls-server-name: api.test"))).Fault.ShouldBe(TransportFault.Untrusted);
    }

    [Fact]
    public async Task Any_server_is_believed_only_when_the_operator_says_so()
    {
        await using var server = new TlsServer(_certificates.Server("elsewhere.test"));

        (await VersionAsync(server, "insecure-skip-tls-verify: true")).GitVersion.ShouldBe("v1.33.1");
    }

    [Theory]
    [InlineData("rsa-pkcs1")]
    [InlineData("rsa-pkcs8")]
    [InlineData("ec-sec1")]
    [InlineData("ec-pkcs8")]
    public async Task Client_certificate_is_shown(string form)
    {
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"));
        var (certificate, key) = _certificates.Client("somebody", form);

        await VersionAsync(server, Authority(_certificates), $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}");

        server.Seen.TryDequeue(out var seen).ShouldBeTrue();
        seen.Client.ShouldBe("CN=somebody");
    }

    [Fact]
    public async Task Renewed_plugin_certificate_goes_over_new_connections()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the plugin is a shell script");
        var answers = 0;
        await using var server = new TlsServer(_certificates.Server("127.0.0.1"), _ => ++answers == 2 ? 401 : 200);
        WritePluginAnswer("first");
        var plugin = _folder.Script("plugin", $"cat '{_folder.Path("answer")}'");
        using var client = Client(server, Authority(_certificates), $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: {plugin}, interactiveMode: Never}}");

        await client.GetVersionAsync(Ct);
        WritePluginAnswer("second");
        await client.GetVersionAsync(Ct);

        server.Seen.Select(seen => seen.Client).ShouldBe(["CN=first", "CN=first", "CN=second"]);
    }

    [Fact]
    public async Task Handshake_that_breaks_off_is_unreachable_and_transient()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangingUp = HangUpAsync(listener);
        using var client = new KubernetesClient(Access(((IPEndPoint)listener.LocalEndpoint).Port, "", "{}"), new() { MaxRetries = 0 }, TimeProvider.System);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => client.GetVersionAsync(Ct));
        await hangingUp;

        error.Fault.ShouldBe(TransportFault.Unreachable);
        error.IsTransient.ShouldBeTrue();
        error.MayHaveBeenProcessed.ShouldBeFalse();

        static async Task HangUpAsync(TcpListener listener)
        {
            using var accepted = await listener.AcceptTcpClientAsync(Ct);
        }
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable_and_transient()
    {
        int port;
        await using (var server = new TlsServer(_certificates.Server("127.0.0.1")))
        {
            port = server.Port;
        }
        using var client = new KubernetesClient(Access(port, "", "{}"), new() { MaxRetries = 1 }, TimeProvider.System);

        var error = await Should.ThrowAsync<KubernetesTransportException>(() => client.GetVersionAsync(Ct));

        error.Fault.ShouldBe(TransportFault.Unreachable);
        error.IsTransient.ShouldBeTrue();
        error.MayHaveBeenProcessed.ShouldBeFalse();
    }

    private void WritePluginAnswer(string name)
    {
        var (certificate, key) = _certificates.Client(name, "ec-pkcs8");
        _folder.Write("answer", $$$"""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":{{{Quoted(certificate)}}},"clientKeyData":{{{Quoted(key)}}}}}""");
    }

    private static string Quoted(string text) => System.Text.Json.Nodes.JsonValue.Create(text).ToJsonString();

    private async Task<ClusterVersion> VersionAsync(TlsServer server, string cluster, string user = "")
    {
        using var client = Client(server, cluster, user);
        return await client.GetVersionAsync(Ct);
    }

    private KubernetesClient Client(TlsServer server, string cluster, string user) => new(Access(server.Port, cluster, $"{{{user}}}"), new(), TimeProvider.System);

    private ClusterAccess Access(int port, string cluster, string user)
    {
        var file = _folder.Write("config", $"""
            current-context: c
            contexts: [{"{"}name: c, context: {"{"}cluster: c, user: u{"}"}{"}"}]
            clusters: [{"{"}name: c, cluster: {"{"}server: 'https://127.0.0.1:{port}', {cluster}{"}"}{"}"}]
            users: [{"{"}name: u, user: {user}{"}"}]
            """);
        var result = ClusterAccess.Load(new() { KubeconfigPath = file }, new Dictionary<string, string>());
        return result is ClusterAccessResult.Found found ? found.Access : throw new InvalidOperationException(string.Join('\n', ((ClusterAccessResult.NotFound)result).Lines));
    }

    private static string Authority(Certificates certificates) => $"certificate-authority-data: {Base64(certificates.AuthorityPem)}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
