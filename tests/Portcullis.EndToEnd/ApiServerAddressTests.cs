using Portcullis.Client.Discovery;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.EndToEnd;

/// <summary>The API server's own addresses are found, whatever version tells them.</summary>
public abstract class ApiServerAddressTests(ClusterKind kind)
{
    [Fact]
    public async Task Service_and_endpoints_are_found()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(kind, null, TestContext.Current.CancellationToken);
        var service = await cluster.Admin.GetAsync(ResourceTypes.Services, new("default", "kubernetes"), TestContext.Current.CancellationToken);
        var endpoints = await cluster.Admin.GetAsync(ResourceTypes.Endpoints, new("default", "kubernetes"), TestContext.Current.CancellationToken);

        var found = await ApiServerAddresses.ReadAsync(cluster.Admin, TestContext.Current.CancellationToken);

        found.Service.Select(end => end.ToString()).ShouldBe([$"{service.Spec!.ClusterIP}:443"]);
        found.Endpoints.Select(end => end.Address.ToString()).ShouldBe(endpoints.Subsets!.SelectMany(subset => subset.Addresses!).Select(address => address.Ip));
        found.Origin.ShouldStartWith("endpointslices.discovery.k8s.io/");
    }
}

/// <inheritdoc/>
public sealed class ApiServerAddressesOnEmbedded() : ApiServerAddressTests(ClusterKind.Embedded)
{
    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task Without_slices_the_older_endpoints_tell(int code)
    {
        await using var cluster = await ClusterUnderTest.StartAsync(ClusterKind.Embedded, null, TestContext.Current.CancellationToken);
        using var hidden = cluster.Faults.Add(new() { Resource = "endpointslices", Fault = new Embedded.Faults.Fault.Refusal(code) });

        var found = await ApiServerAddresses.ReadAsync(cluster.Admin, TestContext.Current.CancellationToken);

        found.Origin.ShouldBe("endpoints/v1");
        found.Endpoints.ShouldNotBeEmpty();
        hidden.Hits.ShouldBe(1);
    }
}

/// <inheritdoc/>
[Collection(ControlPlaneRuns.Name)]
public sealed class ApiServerAddressesOnControlPlane() : ApiServerAddressTests(ClusterKind.ControlPlane);
