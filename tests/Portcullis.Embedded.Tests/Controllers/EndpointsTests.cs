using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Controllers;

public sealed class EndpointsTests
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Services = "/api/v1/namespaces/default/services";
    private const string Slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb";
    private const string Web = """{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"selector":{"app":"web"},"ports":[{"name":"http","port":80,"targetPort":8080}]}}""";

    [Fact]
    public async Task Endpoints_follow_the_pods_of_a_service()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await cluster.Post(Services, Web)).ShouldBe(201);
        (await cluster.Post(Pods, Manifests.Pod("p", """{"app":"web"}""", "n1"))).ShouldBe(201);
        await Status(cluster, "False");
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/default/endpoints/web"), a => a["subsets.0.notReadyAddresses.0.ip"] == "10.42.0.9");

        await Status(cluster, "True");
        var endpoints = await Eventually.Is(() => cluster.Get("/api/v1/namespaces/default/endpoints/web"), a => a["subsets.0.addresses.0.ip"] == "10.42.0.9");
        var slice = await Eventually.Is(() => cluster.Get(Slices), a => a["items.0.endpoints.0.conditions.ready"] == "True");

        endpoints["subsets.0.ports.0.port"].ShouldBe("8080");
        slice["items.0.ports.0.name"].ShouldBe("http");
        slice["items.0.endpoints.0.nodeName"].ShouldBe("n1");
        (await cluster.Delete($"{Pods}/p?gracePeriodSeconds=0")).ShouldBe(200);
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/default/endpoints/web"), a => a["subsets"].Length == 0);
        await Eventually.Is(() => cluster.Get(Slices), a => a["items.0.endpoints"].Length == 0);
        (await cluster.Delete($"{Services}/web")).ShouldBe(200);
        await Eventually.Is(() => cluster.Get("/api/v1/namespaces/default/endpoints/web"), a => a.Code == 404);
        await Eventually.Is(() => cluster.Get(Slices), a => a["items"] == "[]");
    }

    private static async Task Status(TestCluster cluster, string ready) => (await cluster.Patch(
        $"{Pods}/p/status",
        $$$"""{"status":{"phase":"Running","podIP":"10.42.0.9","podIPs":[{"ip":"10.42.0.9"}],"conditions":[{"type":"Ready","status":"{{{ready}}}"}]}}""")).ShouldBe(200);
}
