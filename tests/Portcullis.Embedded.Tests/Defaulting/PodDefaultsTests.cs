using System.Text.Json;
using Portcullis.Embedded.Defaulting;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Defaulting;

public sealed class PodDefaultsTests
{
    [Fact]
    public void Spec_gets_what_the_api_server_fills_in()
    {
        var pod = Default("""{"containers":[{"name":"a","image":"nginx"}]}""");

        var spec = pod.Spec!;
        (spec.RestartPolicy, spec.DnsPolicy, spec.SchedulerName).ShouldBe(("Always", "ClusterFirst", "default-scheduler"));
        spec.TerminationGracePeriodSeconds.ShouldBe(30);
        spec.SecurityContext.ShouldNotBeNull();
        spec.EnableServiceLinks.ShouldBe(true);
        (spec.ServiceAccountName, spec.ServiceAccount).ShouldBe(("default", "default"));
        (spec.Priority, spec.PreemptionPolicy).ShouldBe((0, "PreemptLowerPriority"));
        spec.Volumes.ShouldBeNull();
        (pod.Status!.Phase, pod.Status.QosClass).ShouldBe(("Pending", "BestEffort"));
    }

    [Fact]
    public void Tolerations_for_lost_nodes_are_added_unless_given()
    {
        var pod = Default("""{"tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":7}]}""");

        pod.Spec!.Tolerations!.Select(t => $"{t.Key} {t.TolerationSeconds}")
            .ShouldBe(["node.kubernetes.io/not-ready 7", "node.kubernetes.io/unreachable 300"]);
        Default("""{"tolerations":[{"operator":"Exists"}]}""").Spec!.Tolerations!.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("registry:5000/nginx", "Always")]
    [InlineData("registry:5000/nginx:1.2", "IfNotPresent")]
    [InlineData("nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "IfNotPresent")]
    [InlineData("nginx:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "Always")]
    public void Pull_policy_follows_the_tag(string image, string policy) =>
        Default($$"""{"containers":[{"name":"a","image":"{{image}}"}]}""").Spec!.Containers![0].ImagePullPolicy.ShouldBe(policy);

    [Fact]
    public void Container_fields_are_filled_in()
    {
        var container = Default("""
            {"hostNetwork":true,"containers":[{"name":"a","ports":[{"containerPort":80},{"containerPort":53,"protocol":"UDP"}],
             "env":[{"name":"IP","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}],
             "livenessProbe":{"httpGet":{"port":80}},"lifecycle":{"preStop":{"httpGet":{"port":80}}}}]}
            """).Spec!.Containers![0];

        container.Ports!.Select(p => $"{p.Protocol} {p.HostPort}").ShouldBe(["TCP 80", "UDP 53"]);
        container.Env![0].ValueFrom!.FieldRef!.ApiVersion.ShouldBe("v1");
        (container.TerminationMessagePath, container.TerminationMessagePolicy).ShouldBe(("/dev/termination-log", "File"));
        var probe = container.LivenessProbe!;
        (probe.TimeoutSeconds, probe.PeriodSeconds, probe.SuccessThreshold, probe.FailureThreshold).ShouldBe((1, 10, 1, 3));
        (probe.HttpGet!.Path, probe.HttpGet.Scheme).ShouldBe(("/", "HTTP"));
        container.Lifecycle!.PreStop!.HttpGet!.Path.ShouldBe("/");
        container.Resources.ShouldNotBeNull();
    }

    [Fact]
    public void Volumes_get_a_source_and_modes()
    {
        var volumes = Default("""
            {"volumes":[{"name":"a"},{"name":"b","projected":{"sources":[{"downwardAPI":{"items":[{"path":"x","fieldRef":{"fieldPath":"metadata.name"}}]}},
             {"serviceAccountToken":{"path":"t"}}]}},{"name":"c","secret":{"secretName":"s"}},{"name":"d","configMap":{"name":"m","defaultMode":256}}]}
            """).Spec!.Volumes!;

        volumes[0].EmptyDir.ShouldNotBeNull();
        volumes[1].Projected!.DefaultMode.ShouldBe(420);
        volumes[1].Projected!.Sources![0].DownwardAPI!.Items![0].FieldRef!.ApiVersion.ShouldBe("v1");
        volumes[1].Projected!.Sources![1].ServiceAccountToken!.Value.GetProperty("expirationSeconds").GetInt32().ShouldBe(3600);
        volumes[2].Secret!.Value.GetProperty("defaultMode").GetInt32().ShouldBe(420);
        volumes[3].ConfigMap!.Value.GetProperty("defaultMode").GetInt32().ShouldBe(256);
    }

    [Fact]
    public void Applying_twice_changes_nothing_more()
    {
        var once = Default("""{"volumes":[{"name":"a"},{"name":"c","secret":{"secretName":"s"}}],"containers":[{"name":"a","image":"x","ports":[{"containerPort":1}]}]}""");

        JsonSerializer.Serialize(ObjectDefaults.Apply(once), ModelJson.Default.Pod).ShouldBe(JsonSerializer.Serialize(once, ModelJson.Default.Pod));
    }

    private static Pod Default(string spec) =>
        ObjectDefaults.Apply(JsonSerializer.Deserialize($$"""{"metadata":{"name":"p"},"spec":{{spec}}}""", ModelJson.Default.Pod)!);
}
