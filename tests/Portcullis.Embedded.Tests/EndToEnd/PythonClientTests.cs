using System.Diagnostics;
using System.Net;
using Portcullis.Embedded.Tests.Support;

namespace Portcullis.Embedded.Tests.EndToEnd;

/// <summary>The official Python client, which shares no code with ours, against the embedded server.</summary>
public sealed class PythonClientTests
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import sys, threading
        from kubernetes import client, config, watch
        from kubernetes.client.rest import ApiException

        config.load_kube_config(sys.argv[1])
        core, net = client.CoreV1Api(), client.NetworkingV1Api()

        assert "kubernetes" in [s.metadata.name for s in core.list_namespaced_service("default").items]
        version = core.list_namespaced_pod("default").metadata.resource_version

        pod = client.V1Pod(
            metadata=client.V1ObjectMeta(name="web-1", labels={"app": "web"}),
            spec=client.V1PodSpec(containers=[client.V1Container(name="main", image="nginx", ports=[client.V1ContainerPort(container_port=80)])]))
        made = core.create_namespaced_pod("default", pod)
        assert made.metadata.uid and made.spec.containers[0].ports[0].protocol == "TCP", made

        patched = core.patch_namespaced_pod("web-1", "default", {"metadata": {"labels": {"tier": "front"}, "annotations": {"note": None}}})
        assert patched.metadata.labels == {"app": "web", "tier": "front"}, patched.metadata.labels
        core.api_client.call_api(
            "/api/v1/namespaces/default/pods/web-1", "PATCH", header_params={"Content-Type": "application/json-patch+json", "Accept": "application/json"},
            body=[{"op": "replace", "path": "/metadata/labels/tier", "value": "back"}], auth_settings=["BearerToken"], response_type="V1Pod")
        assert [p.metadata.name for p in core.list_namespaced_pod("default", label_selector="tier=back").items] == ["web-1"]
        assert core.list_namespaced_pod("default", field_selector="metadata.name!=web-1").items == []

        try:
            core.create_namespaced_pod("default", pod)
            raise AssertionError("made twice")
        except ApiException as e:
            assert e.status == 409, e

        service = core.create_namespaced_service("default", client.V1Service(
            metadata=client.V1ObjectMeta(name="web"),
            spec=client.V1ServiceSpec(type="NodePort", selector={"app": "web"}, ports=[client.V1ServicePort(name="http", port=80)])))
        assert 30000 <= service.spec.ports[0].node_port <= 32767
        try:
            core.create_namespaced_service("default", client.V1Service(
                metadata=client.V1ObjectMeta(name="other"),
                spec=client.V1ServiceSpec(type="NodePort", ports=[client.V1ServicePort(port=80, node_port=service.spec.ports[0].node_port)])))
            raise AssertionError("the port was given twice")
        except ApiException as e:
            assert e.status == 422 and "already allocated" in e.body, e

        net.create_namespaced_network_policy("default", client.V1NetworkPolicy(
            metadata=client.V1ObjectMeta(name="walls"), spec=client.V1NetworkPolicySpec(pod_selector={}, policy_types=["Ingress", "Egress"])))
        assert [p.metadata.name for p in net.list_network_policy_for_all_namespaces().items if p.metadata.namespace == "default"] == ["walls"]

        core.delete_namespaced_pod("web-1", "default", grace_period_seconds=0)
        seen = []
        for event in watch.Watch().stream(core.list_namespaced_pod, "default", resource_version=version, timeout_seconds=30):
            seen.append(event["type"])
            assert event["object"].metadata.name == "web-1"
            if event["type"] == "DELETED":
                break
        assert seen[0] == "ADDED" and seen[-1] == "DELETED" and seen.count("MODIFIED") >= 2, seen

        try:
            core.read_namespaced_pod("web-1", "default")
            raise AssertionError("it is still there")
        except ApiException as e:
            assert e.status == 404, e
        print("all is well")
        """;

    [Fact]
    public async Task Python_client_lists_creates_patches_watches_and_deletes()
    {
        await SkipWithoutAsync();
        await using var cluster = await TestCluster.StartAsync(new() { Simulate = false, Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        var folder = Directory.CreateTempSubdirectory("portcullis-python-");
        try
        {
            var kubeconfig = Path.Combine(folder.FullName, "config");
            await File.WriteAllTextAsync(kubeconfig, cluster.Cluster.Kubeconfig(), TestContext.Current.CancellationToken);

            var (code, output, error) = await RunAsync("-c", Script, kubeconfig);

            code.ShouldBe(0, error);
            output.Trim().ShouldBe("all is well");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SkipWithoutAsync()
    {
        Assert.SkipUnless(File.Exists(Python), "there is no python3");
        Assert.SkipUnless((await RunAsync("-c", "import kubernetes")).Code == 0, "the Python client is not installed; on Debian: apt-get install python3-kubernetes");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Proxies and certificates of the machine are none of its business.
        foreach (var name in start.Environment.Keys.Where(name => name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase) || name.StartsWith("PYTHON", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output, await error);
    }
}
