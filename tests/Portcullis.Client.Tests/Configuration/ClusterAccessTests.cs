using Portcullis.Client.Configuration;
using Portcullis.Client.Tests.Support;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Configuration;

public sealed class ClusterAccessTests : IDisposable
{
    private const string Minimal = """
        apiVersion: v1
        kind: Config
        current-context: dev
        contexts:
        - {name: dev, context: {cluster: main, user: me, namespace: mine}}
        - {name: other, context: {cluster: second, user: me}}
        clusters:
        - {name: main, cluster: {server: 'https://main.test:6443/prefix'}}
        - {name: second, cluster: {server: 'https://second.test'}}
        users:
        - {name: me, user: {token: s3cret}}
        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_anywhere_says_where_it_looked()
    {
        _environment["HOME"] = _folder.Root;

        NotFound(new()).ShouldBe(
        [
            "not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set",
            $"no kubeconfig at '{_folder.Path(".kube/config")}'",
        ]);
    }

    [Fact]
    public void Explicit_file_that_is_missing_is_not_replaced_by_another()
    {
        _environment["KUBECONFIG"] = _folder.Write("usual", Minimal);

        NotFound(new() { KubeconfigPath = _folder.Path("missing") }).ShouldBe([$"no kubeconfig at '{_folder.Path("missing")}'"]);
    }

    [Fact]
    public void Explicit_file_wins_over_the_service_account()
    {
        InCluster();

        var access = Found(new() { KubeconfigPath = _folder.Write("mine", Minimal), ServiceAccountPath = _folder.Root });

        access.Server.ShouldBe(new Uri("https://main.test:6443/prefix"));
        access.Namespace.ShouldBe("mine");
        access.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void Service_account_wins_over_the_usual_files()
    {
        InCluster();
        _environment["KUBECONFIG"] = _folder.Write("usual", Minimal);

        var access = Found(new() { ServiceAccountPath = _folder.Root });

        access.Server.ShouldBe(new Uri("https://[fd00::1]:443"));
        access.Namespace.ShouldBe("pod-namespace");
        access.Origin.ShouldBe("in-cluster service account");
    }

    [Fact]
    public void Context_asked_for_means_a_kubeconfig()
    {
        InCluster();
        _environment["KUBECONFIG"] = _folder.Write("usual", Minimal);

        Found(new() { Context = "other", ServiceAccountPath = _folder.Root }).Server.Host.ShouldBe("second.test");
    }

    [Fact]
    public async Task Service_account_token_is_read_again_every_minute_and_after_a_refusal()
    {
        InCluster();
        var time = new ManualTimeProvider();
        using var credential = Found(new() { ServiceAccountPath = _folder.Root }).CreateCredential(time);
        (await TokenAsync(credential)).ShouldBe("Bearer first");

        _folder.Write("token", "second\n");
        (await TokenAsync(credential)).ShouldBe("Bearer first");
        time.Advance(TimeSpan.FromSeconds(61));
        var second = await credential.GetAsync(TestContext.Current.CancellationToken);
        second.Authorization!.ToString().ShouldBe("Bearer second");

        _folder.Write("token", "third");
        credential.Invalidate(second).ShouldBeTrue();
        (await TokenAsync(credential)).ShouldBe("Bearer third");

        File.Delete(_folder.Path("token"));
        time.Advance(TimeSpan.FromSeconds(61));
        (await TokenAsync(credential)).ShouldBe("Bearer third");
    }

    [Fact]
    public void Listed_files_are_merged_and_the_first_word_stands()
    {
        var first = _folder.Write("first", """
            contexts: [{name: dev, context: {cluster: main, user: me}}]
            clusters: [{name: main, cluster: {server: https://first.test}}]
            """);
        _environment["KUBECONFIG"] = string.Join(Path.PathSeparator, first, _folder.Path("missing"), _folder.Write("second", Minimal));

        var access = Found(new());

        access.Server.Host.ShouldBe("first.test");
        access.Namespace.ShouldBeNull();
        Found(new() { Context = "other" }).Server.Host.ShouldBe("second.test");
    }

    [Fact]
    public void Unknown_context_names_the_known_ones()
    {
        var file = _folder.Write("config", Minimal);

        NotFound(new() { KubeconfigPath = file, Context = "prod" }).ShouldBe([$"{file} has no context 'prod'; its contexts are 'dev', 'other'"]);
    }

    [Fact]
    public void Broken_text_is_told_with_its_place_and_without_its_secrets()
    {
        var lines = NotFound(new() { KubeconfigPath = _folder.Write("config", "users:\n- {name: me, user: {token: s3cret}\nclusters: [") });

        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Contains("line ") && !line.Contains("s3cret"));
    }

    [Fact]
    public void Json_and_unknown_fields_are_read() => Found(new()
    {
        KubeconfigPath = _folder.Write("config", """
            {"current-context": "c", "preferences": {"colors": true}, "contexts": [{"name": "c", "context": {"cluster": "c"}}],
             "clusters": [{"name": "c", "cluster": {"server": "https://json.test", "disable-compression": true}}]}
            """),
    }).Server.Host.ShouldBe("json.test");

    private static async Task<string?> TokenAsync(Credential credential) =>
        (await credential.GetAsync(TestContext.Current.CancellationToken)).Authorization?.ToString();

    private void InCluster()
    {
        _environment["KUBERNETES_SERVICE_HOST"] = "fd00::1";
        _environment["KUBERNETES_SERVICE_PORT"] = "443";
        using var certificates = new Certificates();
        _folder.Write("token", "first\n");
        _folder.Write("ca.crt", certificates.AuthorityPem);
        _folder.Write("namespace", "pod-namespace\n");
    }

    private ClusterAccess Found(ClusterAccessOptions options) => ClusterAccess.Load(options, _environment).ShouldBeOfType<ClusterAccessResult.Found>().Access;

    private IReadOnlyList<string> NotFound(ClusterAccessOptions options) => ClusterAccess.Load(options, _environment).ShouldBeOfType<ClusterAccessResult.NotFound>().Lines;
}
