using Portcullis.Cli;
using Portcullis.Cli.Input;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Tests.Cli.Input;

public class StandInTests
{
    private const string Template = "template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, ports: [{containerPort: 80}]}]}}";

    [Theory]
    [InlineData("apps/v1", "Deployment", Template)]
    [InlineData("apps/v1", "StatefulSet", Template)]
    [InlineData("apps/v1", "DaemonSet", Template)]
    [InlineData("apps/v1", "ReplicaSet", Template)]
    [InlineData("batch/v1", "Job", Template)]
    [InlineData("batch/v1", "CronJob", "jobTemplate: {spec: {" + Template + "}}")]
    public async Task Workload_stands_for_its_pods(string apiVersion, string kind, string spec)
    {
        var read = await ReadAsync($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: web, namespace: shop}}, spec: {{{spec}}}}}");

        var pod = read.Pods.ShouldHaveSingleItem();
        NamespacedName.Of(pod.Metadata).ToString().ShouldBe("shop/web");
        pod.Metadata.Labels!["app"].ShouldBe("web");
        pod.Spec!.Containers![0].Ports![0].Port.ShouldBe(80);
        read.Notes.ShouldContain($"note: {kind} shop/web stands for its pods, as shop/web");
    }

    [Fact]
    public async Task Workload_whose_pods_are_given_does_not() =>
        (await ReadAsync(Deployment("web") + "---\n{apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop, labels: {app: web, pod-template-hash: x}}}"))
            .Pods.ShouldHaveSingleItem().Metadata.Name.ShouldBe("web-1");

    [Fact]
    public async Task Replica_set_of_a_deployment_does_not() =>
        (await ReadAsync(Deployment("web") + $"---\n{{apiVersion: apps/v1, kind: ReplicaSet, metadata: {{name: web-1, namespace: shop, ownerReferences: [{{kind: Deployment, name: web}}]}}, spec: {{{Template}}}}}"))
            .Pods.ShouldHaveSingleItem().Metadata.Name.ShouldBe("web");

    [Fact]
    public async Task Workload_without_replicas_does_not_and_is_told()
    {
        var read = await ReadAsync(Deployment("web").Replace("spec: {template", "spec: {replicas: 0, template", StringComparison.Ordinal));

        read.Pods.ShouldBeEmpty();
        read.Notes.ShouldContain("note: Deployment shop/web has no replicas, so it stands for no pod");
    }

    [Fact]
    public async Task Name_that_is_taken_gets_the_kind_behind_it() =>
        (await ReadAsync(Deployment("web") + "---\n" + Deployment("web").Replace("Deployment", "StatefulSet", StringComparison.Ordinal)))
            .Pods.Select(pod => pod.Metadata.Name).ShouldBe(["web", "web-statefulset"]);

    [Fact]
    public async Task Pod_of_a_job_has_the_labels_of_its_controller() =>
        (await ReadAsync(Deployment("once").Replace("apps/v1, kind: Deployment", "batch/v1, kind: Job", StringComparison.Ordinal)))
            .Pods.ShouldHaveSingleItem().Metadata.Labels!["job-name"].ShouldBe("once");

    private static string Deployment(string name) => $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: {name}, namespace: shop}}, spec: {{{Template}}}}}\n";

    private static Task<ClusterInput> ReadAsync(string text)
    {
        var terminal = new Terminal { In = new StringReader(text), Out = TextWriter.Null, Error = TextWriter.Null, Environment = new Dictionary<string, string>(), Time = TimeProvider.System };
        return FileObjects.ReadAsync(terminal, ["-"], true, TestContext.Current.CancellationToken);
    }
}
