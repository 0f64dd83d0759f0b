using Portcullis.ControlPlane;
using Portcullis.EndToEnd.Support;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Testing;

namespace Portcullis.EndToEnd;

/// <summary>Every way in that a kubeconfig can describe, on an API server that checks.</summary>
[Collection(ControlPlaneRuns.Name)]
public sealed class CredentialTests
{
    [Theory]
    [InlineData("certificate")]
    [InlineData("token")]
    [InlineData("exec")]
    public async Task Kubeconfig_opens_the_cluster(string credentials)
    {
        using var client = TestCluster.Client(Beside(credentials));
        (await client.ListAsync(ResourceTypes.Namespaces, null, null, TestContext.Current.CancellationToken)).Items.ShouldContain(ns => ns.Metadata.Name == "default");
    }

    [Theory]
    [InlineData("certificate")]
    [InlineData("token")]
    [InlineData("exec")]
    [Trait(Smoke.Trait, Smoke.Part)]
    public async Task Stack_is_made_by_a_process_with_this_kubeconfig(string credentials)
    {
        var kubeconfig = Beside(credentials);
        await using var cluster = await ControlPlaneUnderTest.StartAsync(TestContext.Current.CancellationToken);
        await using var program = await ProgramProcess.ServeAsync(kubeconfig, cluster.Namespace);
        using var api = new ApiCaller(program.Address, TestBed.Key);
        await Eventually.PassesAsync(async () => (await api.GetAsync("/readyz")).ShouldBe(200), cancellationToken: TestContext.Current.CancellationToken);
        var id = (await api.CreateAsync(Manifests.Create())).ShouldBe(201).StackId;
        (await api.DeleteAsync($"/stacks/{id}")).ShouldBe(200);
        await Eventually.TrueAsync(
            async () => (await cluster.Admin.ListAsync(ResourceTypes.Pods, cluster.Namespace, new() { LabelSelector = $"portcullis.dev/stack={id}" }, TestContext.Current.CancellationToken)).Items.Count == 0,
            cancellationToken: TestContext.Current.CancellationToken);
        await program.SignalAsync("TERM");
        await program.WaitForExitAsync();
        program.ExitCode.ShouldBe(0, program.Output);
    }

    [Fact]
    public async Task Service_account_reads_its_own_namespace_and_no_other()
    {
        await using var identity = await ServiceIdentity.CreateAsync(ControlPlaneRuns.Kubeconfig(), TestContext.Current.CancellationToken);
        using var client = TestCluster.Client(identity.Kubeconfig);
        (await client.ListAsync(ResourceTypes.ConfigMaps, identity.Namespace, null, TestContext.Current.CancellationToken)).Items.ShouldNotBeNull();
        var refusal = await Should.ThrowAsync<Client.Requests.KubernetesApiException>(client.ListAsync(ResourceTypes.ConfigMaps, "default", null, TestContext.Current.CancellationToken));
        refusal.StatusCode.ShouldBe(403);
    }

    // Only the control plane that the scripts start has one kubeconfig for each way in.
    private static string Beside(string credentials)
    {
        var kubeconfig = ControlPlaneRuns.Kubeconfig();
        var path = Path.Combine(Path.GetDirectoryName(kubeconfig)!, $"kubeconfig-{credentials}");
        Assert.SkipUnless(File.Exists(path), "the cluster was not started by tests/control-plane/up, which writes a kubeconfig for each way in");
        return path;
    }
}
