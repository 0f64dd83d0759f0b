using Portcullis.Embedded.Tests.Support;
using Portcullis.Testing;

namespace Portcullis.Embedded.Tests.Api;

/// <summary>Pod Security admission by the labels of a namespace.</summary>
public sealed class PodSecurityTests
{
    private const string Pods = "/api/v1/namespaces/held/pods";
    private const string Plain = """{"metadata":{"name":"plain"},"spec":{"containers":[{"name":"a","image":"x"}]}}""";
    private const string OnHost = """{"metadata":{"name":"host"},"spec":{"hostNetwork":true,"containers":[{"name":"a","image":"x"}]}}""";

    [Fact]
    public async Task Shipped_namespace_refuses_a_privileged_pod_and_warns_of_a_plain_one()
    {
        await using var cluster = await TestCluster.StartAsync();
        var labels = File.ReadLines(Path.Combine(Checkout.Root, "deploy", "namespace.yaml"))
            .Where(line => line.StartsWith("    pod-security", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(": "))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        labels.Count.ShouldBe(3);
        await Namespace(cluster, labels);

        var refused = await cluster.Post(Pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"x","securityContext":{"privileged":true}}]}}""");
        var warned = await cluster.Post(Pods, Plain);

        refused.ShouldBe(403).Message.ShouldBe("pods \"p\" is forbidden: violates PodSecurity \"baseline:latest\": privileged (container \"a\" must not set securityContext.privileged=true)");
        warned.ShouldBe(201);
        warned.Warnings.ShouldHaveSingleItem().ShouldStartWith("299 - \"would violate PodSecurity \\\"restricted:latest\\\": allowPrivilegeEscalation != false (container \\\"a\\\"");
    }

    [Fact]
    public async Task Namespace_without_labels_takes_any_pod()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Namespace(cluster, []);

        (await cluster.Post(Pods, OnHost)).ShouldBe(201).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_of_a_label_is_the_one_that_is_asked_for()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Namespace(cluster, new() { ["pod-security.kubernetes.io/enforce"] = "baseline", ["pod-security.kubernetes.io/enforce-version"] = "v1.33" });
        const string Probe = """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"x","livenessProbe":{"httpGet":{"host":"10.0.0.1","port":80}}}]}}""";

        (await cluster.Post(Pods, Probe)).ShouldBe(201);
        (await cluster.Patch("/api/v1/namespaces/held", """{"metadata":{"labels":{"pod-security.kubernetes.io/enforce-version":"v1.34"}}}""")).ShouldBe(200);
        (await cluster.Post(Pods, Probe.Replace("\"p\"", "\"q\"", StringComparison.Ordinal))).ShouldBe(403).Message.ShouldContain("\"baseline:v1.34\"");
    }

    [Fact]
    public async Task Tightened_namespace_tells_of_its_pods_and_leaves_them_be()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Namespace(cluster, []);
        (await cluster.Post(Pods, OnHost)).ShouldBe(201);
        (await cluster.Post(Pods, OnHost.Replace("\"host\"", "\"another\"", StringComparison.Ordinal))).ShouldBe(201);
        (await cluster.Post(Pods, Plain)).ShouldBe(201);

        var tightened = await cluster.Patch("/api/v1/namespaces/held", """{"metadata":{"labels":{"pod-security.kubernetes.io/enforce":"baseline"}}}""");

        tightened.ShouldBe(200).Warnings.ShouldBe(
        [
            "299 - \"existing pods in namespace \\\"held\\\" violate the new PodSecurity enforce level \\\"baseline:latest\\\"\"",
            "299 - \"another (and 1 other pod): host namespaces\"",
        ]);
        (await cluster.Patch($"{Pods}/host", """{"metadata":{"labels":{"a":"b"}}}""")).ShouldBe(200);
        (await cluster.Patch($"{Pods}/host/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200);
        (await cluster.Patch($"{Pods}/host", """{"spec":{"containers":[{"name":"a","image":"y"}]}}""", "application/strategic-merge-patch+json")).ShouldBe(403);
    }

    [Theory]
    [InlineData("enforce", "strict", "must be one of privileged, baseline, restricted")]
    [InlineData("warn", "Baseline", "must be one of privileged, baseline, restricted")]
    [InlineData("audit-version", "1.36", "must be \"latest\" or \"v1.x\"")]
    public async Task Label_that_cannot_be_read_is_refused(string label, string value, string why)
    {
        await using var cluster = await TestCluster.StartAsync();

        var refused = await cluster.Post("/api/v1/namespaces", Body(new() { [$"pod-security.kubernetes.io/{label}"] = value }));

        refused.ShouldBe(422).Message.ShouldBe($"Namespace \"held\" is invalid: metadata.labels[pod-security.kubernetes.io/{label}]: Invalid value: \"{value}\": {why}");
    }

    private static async Task Namespace(TestCluster cluster, Dictionary<string, string> labels) =>
        (await cluster.Post("/api/v1/namespaces", Body(labels))).ShouldBe(201);

    private static string Body(Dictionary<string, string> labels)
    {
        var pairs = string.Join(',', labels.Select(l => $"\"{l.Key}\":\"{l.Value}\""));
        return """{"metadata":{"name":"held","labels":{LABELS}}}""".Replace("LABELS", pairs, StringComparison.Ordinal);
    }
}
