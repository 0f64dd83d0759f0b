using System.Text;
using Portcullis.Client.Configuration;
using Portcullis.Client.Tests.Support;

namespace Portcullis.Client.Tests.Configuration;

/// <summary>Every kind of user and cluster entry, and every way in which one can be wrong.</summary>
public sealed class KubeconfigTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("token: abc", "Bearer abc")]
    [InlineData("token: 12345", "Bearer 12345")]
    [InlineData("username: u, password: 0123", "Basic dTowMTIz")]
    [InlineData("tokenFile: sub/token", "Bearer from-file")]
    [InlineData("tokenFile: sub/token, token: fallback", "Bearer from-file")]
    [InlineData("tokenFile: missing, token: fallback", "Bearer fallback")]
    [InlineData("", null)]
    public async Task User_becomes_its_credential(string user, string? header)
    {
        _folder.Write("sub/token", "from-file\n");
        using var credential = Found("", user).CreateCredential(TimeProvider.System);

        (await credential.GetAsync(TestContext.Current.CancellationToken)).Authorization?.ToString().ShouldBe(header);
    }

    [Theory]
    [InlineData("token: a, username: b", "user 'u' has a token and a password: only one of them can be meant")]
    [InlineData("auth-provider: {name: gcp}", "user 'u' has an auth-provider, which Kubernetes 1.26 has given up: use an exec plugin")]
    [InlineData("client-key-data: aaaa", "user 'u' has a client key but no client certificate")]
    [InlineData("client-certificate: x.pem", "user 'u' has a client certificate but no client key")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1}", "the plugin of user 'u' has no command")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}", "the plugin of user 'u' insists on a terminal, which a service does not have")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "the plugin of user 'u' speaks 'client.authentication.k8s.io/v1alpha1'; 'client.authentication.k8s.io/v1' and 'client.authentication.k8s.io/v1beta1' are understood")]
    public void Broken_user_is_told(string user, string line) => NotFound("", user).ShouldBe([line]);

    [Theory]
    [InlineData("insecure-skip-tls-verify: true, certificate-authority-data: aaaa", "cluster 'c' has a certificate authority and insecure-skip-tls-verify: only one of them can be meant")]
    [InlineData("proxy-url: 'not a url'", "cluster 'c' has no usable proxy-url")]
    public void Broken_cluster_is_told(string cluster, string line) => NotFound(cluster, "").ShouldBe([line]);

    [Theory]
    [InlineData("certificate-authority-data: '!!'")]
    [InlineData("certificate-authority-data: bm8gcGVt")]
    [InlineData("certificate-authority: missing.pem")]
    public void Unreadable_authority_is_told(string cluster) =>
        NotFound(cluster, "").ShouldHaveSingleItem().ShouldStartWith("the certificate authority of cluster 'c' cannot be read: ");

    [Fact]
    public void Unreadable_client_key_is_told_without_being_shown()
    {
        using var certificates = new Certificates();
        var (certificate, _) = certificates.Client("me", "ec-pkcs8");
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes("sensitive"));

        var line = NotFound("", $"client-certificate-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate))}, client-key-data: {key}").ShouldHaveSingleItem();

        line.ShouldStartWith("the client certificate of user 'u' cannot be used: ");
        line.ShouldNotContain("sensitive");
        line.ShouldNotContain(key);
    }

    [Fact]
    public void Paths_are_relative_to_the_file_and_options_of_the_cluster_are_kept()
    {
        using var certificates = new Certificates();
        _folder.Write("sub/ca.pem", certificates.AuthorityPem);

        var access = Found("certificate-authority: sub/ca.pem, tls-server-name: inner, proxy-url: 'http://proxy.test:3128'", "");

        access.Trust.Roots!.Count.ShouldBe(1);
        access.HostHeader.ShouldBe("inner");
        access.Proxy.ShouldBe(new Uri("http://proxy.test:3128"));
    }

    [Fact]
    public async Task Impersonation_is_sent()
    {
        using var credential = Found("", "token: t, as: bob, as-uid: '7', as-groups: [a, b], as-user-extra: {'x/y': [v]}").CreateCredential(TimeProvider.System);

        (await credential.GetAsync(TestContext.Current.CancellationToken)).Headers.Select(header => $"{header.Key}: {header.Value}").ShouldBe(
            ["Impersonate-User: bob", "Impersonate-Uid: 7", "Impersonate-Group: a", "Impersonate-Group: b", "Impersonate-Extra-x%2Fy: v"]);
    }

    [Fact]
    public void Secrets_print_nothing()
    {
        new SecretText("s3cret").ToString().ShouldBe("(secret)");
        new KubeconfigUser { Token = new("s3cret"), Password = new("s3cret"), KeyData = new("s3cret") }.ToString().ShouldNotContain("s3cret");
        new ExecConfig { Environment = [new("A", new("s3cret"))] }.ToString().ShouldNotContain("s3cret");
        new ResolvedCredential(ResolvedCredential.Bearer("s3cret"), null, []).ToString().ShouldNotContain("s3cret");
    }

    private ClusterAccess Found(string cluster, string user) => Load(cluster, user).ShouldBeOfType<ClusterAccessResult.Found>().Access;

    private IReadOnlyList<string> NotFound(string cluster, string user) => Load(cluster, user).ShouldBeOfType<ClusterAccessResult.NotFound>().Lines;

    private ClusterAccessResult Load(string cluster, string user)
    {
        var text = "current-context: c\n"
            + "contexts: [{name: c, context: {cluster: c, user: u}}]\n"
            + $"clusters: [{{name: c, cluster: {{server: 'https://c.test', {cluster}}}}}]\n"
            + $"users: [{{name: u, user: {{{user}}}}}]\n";
        return ClusterAccess.Load(new() { KubeconfigPath = _folder.Write("config", text) }, new Dictionary<string, string>());
    }
}
