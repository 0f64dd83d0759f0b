using Portcullis.ControlPlane;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

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
