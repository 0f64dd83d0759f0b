using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.Api;

/// <summary>Ingresses are kept, with a status that whoever leads requests would write.</summary>
public class IngressTests
{
    private const string Path = "/apis/networking.k8s.io/v1/namespaces/default/ingresses";

    [Fact]
    public async Task Status_is_written_apart_and_spec_counts_generations()
    {
        await using var cluster = await TestCluster.StartAsync();
        var made = (await cluster.Post(Path, """{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":{"defaultBackend":{"service":{"name":"web","port":{"number":80}}}},"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.1"}]}}}""")).ShouldBe(201);
        made.Json.GetProperty("status").GetProperty("loadBalancer").EnumerateObject().ShouldBeEmpty();
        made["metadata.generation"].ShouldBe("1");

        var entered = (await cluster.Patch($"{Path}/web/status", """{"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.7"}]}}}""")).ShouldBe(200);
        entered["status.loadBalancer.ingress.0.ip"].ShouldBe("192.0.2.7");
        entered["metadata.generation"].ShouldBe("1");

        var changed = (await cluster.Patch($"{Path}/web", """{"spec":{"ingressClassName":"nginx"},"status":null}""")).ShouldBe(200);
        changed["status.loadBalancer.ingress.0.ip"].ShouldBe("192.0.2.7");
        changed["metadata.generation"].ShouldBe("2");
    }

    [Fact]
    public async Task Ingress_that_leads_nowhere_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Post(Path, """{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web"},"spec":{}}""")).ShouldBe(422)["message"]
            .ShouldContain("either `defaultBackend` or `rules` must be specified");
    }
}
