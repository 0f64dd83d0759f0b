using System.Text.Json;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Policy.Tests.PodSecurity;

public sealed class PodTemplatesTests
{
    private const string Pod = """{"metadata": {"labels": {"app": "a"}}, "spec": {"hostNetwork": true}}""";

    [Theory]
    [InlineData("apps/v1", "Deployment")]
    [InlineData("extensions/v1beta1", "Deployment")]
    [InlineData("apps/v1", "ReplicaSet")]
    [InlineData("apps/v1", "DaemonSet")]
    [InlineData("apps/v1", "StatefulSet")]
    [InlineData("batch/v1", "Job")]
    [InlineData("v1", "ReplicationController")]
    public void Workload_is_judged_by_its_template(string version, string kind) =>
        ShouldBeFound($$"""{"apiVersion": "{{version}}", "kind": "{{kind}}", "metadata": {"name": "w"}, "spec": {"template": {{Pod}} } }""");

    [Fact]
    public void Cron_job_is_judged_by_the_template_of_its_job() =>
        ShouldBeFound($$"""{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "w"}, "spec": {"jobTemplate": {"spec": {"template": {{Pod}} } } } }""");

    [Fact]
    public void Pod_template_is_judged_by_itself() =>
        ShouldBeFound($$"""{"apiVersion": "v1", "kind": "PodTemplate", "metadata": {"name": "w"}, "template": {{Pod}} }""");

    [Fact]
    public void Pod_keeps_its_own_name()
    {
        PodTemplates.TryFind(Parse("""{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {}}"""), out var pod).ShouldBeTrue();

        pod.Metadata.Name.ShouldBe("p");
    }

    [Theory]
    [InlineData("""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "w"}, "spec": {}}""")]
    [InlineData("""{"apiVersion": "example.org/v1", "kind": "Deployment", "spec": {"template": {"spec": {}}}}""")]
    [InlineData("""{"apiVersion": "v1", "kind": "ReplicationController", "spec": {}}""")]
    [InlineData("""{"apiVersion": "v1", "kind": "ReplicationController", "spec": {"template": null}}""")]
    [InlineData("""{"kind": "Pod", "spec": {}}""")]
    [InlineData("[]")]
    [InlineData("1")]
    public void Object_without_a_pod_has_none(string text) => PodTemplates.TryFind(Parse(text), out _).ShouldBeFalse();

    [Fact]
    public void Pod_without_metadata_and_spec_is_an_empty_one()
    {
        PodTemplates.TryFind(Parse("""{"apiVersion": "v1", "kind": "Pod", "metadata": null, "spec": null}"""), out var pod).ShouldBeTrue();

        PodSecurityStandards.Evaluate(PodSecurityLevel.Restricted, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void Pod_of_the_wrong_shape_is_an_error() =>
        Should.Throw<JsonException>(() => PodTemplates.TryFind(Parse("""{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": 1}}"""), out _));

    private static void ShouldBeFound(string text)
    {
        PodTemplates.TryFind(Parse(text), out var pod).ShouldBeTrue();

        pod.Metadata.Name.ShouldBe("w");
        pod.Metadata.Labels!["app"].ShouldBe("a");
        pod.Spec!.HostNetwork.ShouldBe(true);
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
