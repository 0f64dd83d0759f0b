using System.Net;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.EndToEnd;

public sealed class KubectlTests
{
    private const string Manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          labels: {app: web}
        data:
          color: red
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          type: NodePort
          selector: {app: web}
          ports: [{name: http, port: 80}]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-1
          labels: {app: web}
        spec:
          containers:
          - name: main
            image: nginx
            ports: [{containerPort: 80}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: walls
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
        """;

    private static EmbeddedClusterOptions Listening { get; } = new() { Simulate = false, Listen = new IPEndPoint(IPAddress.Loopback, 0) };

    [Fact]
    public async Task Kubectl_reads_every_resource()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);

        (await kubectl.Succeed("get nodes,pods,svc -A")).ShouldContain("service/kubernetes");
        (await kubectl.Succeed("api-resources")).ShouldContain("networkpolicies");

        // An older or newer one may complain of that.
        var version = await kubectl.Run("version -o json");
        version.Code.ShouldBe(0, version.Error);
        version.Output.ShouldContain("v1.36");
        (await kubectl.Succeed("get all")).ShouldContain("kubernetes");
        (await kubectl.Succeed("get ns -o name")).ShouldContain("namespace/kube-system");
    }

    [Fact]
    public async Task Kubectl_creates_describes_and_deletes()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);

        (await kubectl.Succeed("create -f -", Manifest)).ShouldContain("pod/web-1 created");
        (await kubectl.Succeed("describe pod web-1")).ShouldContain("Image:");
        (await kubectl.Succeed("describe svc web")).ShouldContain("NodePort:");
        (await kubectl.Succeed("describe netpol walls")).ShouldContain("Policy Types: Ingress, Egress");
        (await kubectl.Succeed("label pod web-1 tier=front")).ShouldContain("labeled");
        (await kubectl.Succeed("annotate pod web-1 note=x")).ShouldContain("annotated");
        (await kubectl.Succeed("get pods -l tier=front -o name")).Trim().ShouldBe("pod/web-1");
        (await kubectl.Succeed("delete pod web-1")).ShouldContain("deleted");
        (await kubectl.Succeed("get pods -o name")).Trim().ShouldBeEmpty();
        (await kubectl.Succeed("wait --for=delete pod/web-1 --timeout=5s")).ShouldNotContain("timed out");
        (await kubectl.Succeed("get events -o name")).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task Kubectl_applies_and_applies_again()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);

        (await kubectl.Succeed("apply -f -", Manifest)).ShouldContain("configmap/settings created");
        (await kubectl.Succeed("apply -f -", Manifest)).ShouldContain("configmap/settings unchanged");
        (await kubectl.Succeed("apply -f -", Manifest.Replace("red", "blue", StringComparison.Ordinal))).ShouldContain("configmap/settings configured");
        (await kubectl.Succeed("get cm settings -o jsonpath={.data.color}")).ShouldBe("blue");
        (await kubectl.Succeed("apply -f -", Manifest.Replace("port: 80}", "port: 81}", StringComparison.Ordinal))).ShouldContain("service/web configured");
        (await kubectl.Succeed("get svc web -o jsonpath={.spec.ports[*].port}")).ShouldBe("81");
    }

    [Fact]
    public async Task Kubectl_patch_reaches_one_container_by_name()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);
        await kubectl.Succeed("create -f -", Manifest);

        await kubectl.Succeed("""patch pod web-1 -p {\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"nginx:2\"}]}}""");

        (await kubectl.Succeed("get pod web-1 -o jsonpath={.spec.containers[*].image}")).ShouldBe("nginx:2");
    }

    [Fact]
    public async Task Kubectl_hears_of_unknown_fields()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);

        var (code, _, error) = await kubectl.Run("create -f -", Manifest.Replace("image: nginx", "imag: nginx", StringComparison.Ordinal));

        code.ShouldBe(1);
        error.ShouldContain("strict decoding error: unknown field \"spec.containers[0].imag\"");
    }

    [Fact]
    public async Task Kubectl_makes_objects_from_arguments()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);

        (await kubectl.Succeed("create ns team")).ShouldContain("namespace/team created");
        (await kubectl.Succeed("create configmap c -n team --from-literal=a=b")).ShouldContain("created");
        (await kubectl.Succeed("create secret generic s -n team --from-literal=flag=x")).ShouldContain("created");
        (await kubectl.Succeed("create service nodeport web -n team --tcp=80:8080 --node-port=31234")).ShouldContain("created");
        (await kubectl.Succeed("create quota q -n team --hard=pods=2,requests.cpu=1500m")).ShouldContain("created");
        (await kubectl.Succeed("create sa robot -n team")).ShouldContain("created");
        (await kubectl.Succeed("create -n team -f -", """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"p","image":"nginx","resources":{"requests":{"cpu":"1"}}}]}}""")).ShouldContain("created");

        (await kubectl.Succeed("get cm c -n team -o jsonpath={.data.a}")).ShouldBe("b");
        (await kubectl.Succeed("get secret s -n team -o jsonpath={.data.flag}")).ShouldBe("eA==");
        (await kubectl.Succeed("get svc web -n team -o jsonpath={.spec.ports[0].nodePort}/{.spec.ports[0].targetPort}")).ShouldBe("31234/8080");
        (await kubectl.Succeed("get quota q -n team -o jsonpath={.status.hard.requests\\.cpu}/{.status.used.pods}")).ShouldBe("1500m/1");
        (await kubectl.Succeed("auth can-i create pods")).ShouldStartWith("yes");
    }

    [Fact]
    public async Task Kubectl_watches()
    {
        await using var cluster = await TestCluster.StartAsync(Listening);
        using var kubectl = new Kubectl(cluster.Cluster);
        using var watch = kubectl.Start("get pods -w");
        var token = TestContext.Current.CancellationToken;

        try
        {
            await kubectl.Succeed("create -f -", Manifest);
            string? line;
            do
            {
                line = await watch.StandardOutput.ReadLineAsync(token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), token);
            }
            while (line is not null && !line.StartsWith("web-1", StringComparison.Ordinal));

            line.ShouldNotBeNull();
        }
        finally
        {
            watch.Kill();
            await watch.WaitForExitAsync(token);
        }
    }
}
