using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Cli;
using Portcullis.Client.Configuration;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Tests.Cli.Policies;

public sealed class PolicyLiveTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Living_cluster_is_asked_over_http()
    {
        var kubeconfig = Path.Combine(_folder.Path, "config");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var cluster = new CapturedTerminal();
        var running = cluster.RunAsync(stop.Token, "cluster", "--listen", "127.0.0.1:0", "--no-listeners", "--kubeconfig", kubeconfig);
        await cluster.WaitForOutAsync("stop with Ctrl+C");

        var matrix = new CapturedTerminal();
        (await matrix.RunAsync("policy", "matrix", "--live", "--kubeconfig", kubeconfig, "-o", "json")).ShouldBe(ExitCode.Good, matrix.Error);
        var lint = new CapturedTerminal();
        (await lint.RunAsync("policy", "lint", "--live", "--kubeconfig", kubeconfig)).ShouldBe(ExitCode.Good, lint.Out);

        await EnterAsync(kubeconfig);
        var check = new CapturedTerminal();
        (await check.RunAsync("policy", "check", "--live", "--kubeconfig", kubeconfig)).ShouldBe(ExitCode.No, check.Error);

        check.Out.ShouldStartWith("open: S1, S2, S3, S6 and S9 do not hold: a new stack (egress: ");
        check.Out.ShouldContain("(Service and endpoints default/kubernetes)");
        check.Out.ShouldContain("(the cluster)");
        check.Out.ShouldContain("missing: Ingress backend/web (lb.example.org): a name that leads into the cluster");

        var sandboxes = new CapturedTerminal();
        (await sandboxes.RunAsync("policy", "check", "--live", "--kubeconfig", kubeconfig, "--stack-selector", "!no-such-label", "--stack-namespace", "monitoring")).ShouldBe(ExitCode.No, sandboxes.Error);
        sandboxes.Out.ShouldContain(" by !no-such-label in namespace monitoring");
        JsonDocument.Parse(matrix.Out).RootElement.GetProperty("order").EnumerateArray().Select(name => name.GetString()!).ShouldContain(name => name.StartsWith("backend/", StringComparison.Ordinal));
        await stop.CancelAsync();
        (await running).ShouldBe(ExitCode.Good);
    }

    private static async Task EnterAsync(string kubeconfig)
    {
        var found = (ClusterAccessResult.Found)ClusterAccess.Load(new() { KubeconfigPath = kubeconfig }, new Dictionary<string, string>());
        using var client = new KubernetesClient(found.Access, new KubernetesClientOptions(), TimeProvider.System);
        var ingress = new Ingress { Metadata = new() { Namespace = "backend", Name = "web" }, Spec = new() { DefaultBackend = JsonDocument.Parse("{}").RootElement } };
        await client.CreateAsync(ResourceTypes.Ingresses, null, ingress, TestContext.Current.CancellationToken);
        await client.MergePatchAsync(
            ResourceTypes.Ingresses, new("backend", "web"), JsonNode.Parse("""{"status":{"loadBalancer":{"ingress":[{"hostname":"lb.example.org"}]}}}""")!.AsObject(), "status", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cluster_that_is_not_there_cannot_be_asked()
    {
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("policy", "lint", "--live", "--kubeconfig", Path.Combine(_folder.Path, "none"))).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldStartWith("error: no cluster found");
    }

    [Fact]
    public async Task Cluster_that_does_not_answer_is_named()
    {
        var kubeconfig = _folder.Write("config", """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: u, user: {}}]
            """);
        var terminal = new CapturedTerminal();

        (await terminal.RunAsync("policy", "matrix", "--live", "--kubeconfig", kubeconfig)).ShouldBe(ExitCode.CannotAnswer);

        terminal.Error.ShouldContain("http://127.0.0.1:1");
        terminal.Error.ShouldNotContain("   at ");
    }
}
