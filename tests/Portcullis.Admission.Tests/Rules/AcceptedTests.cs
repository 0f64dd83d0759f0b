using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Tests.Rules;

/// <summary>What a challenge may use reaches the pod.</summary>
public sealed class AcceptedTests
{
    [Theory]
    [InlineData("restartPolicy: Always")]
    [InlineData("automountServiceAccountToken: true")]
    [InlineData("enableServiceLinks: true")]
    [InlineData("dnsPolicy: ClusterFirst")]
    [InlineData("terminationGracePeriodSeconds: 3600")]
    [InlineData("nodeSelector: {role: backend}")]
    [InlineData("activeDeadlineSeconds: 60")]
    public void Forced_field_is_accepted_and_overwritten(string spec)
    {
        var hardened = Manifests.Admitted(Manifests.Pod(spec: spec)).Pod.Spec!;
        hardened.RestartPolicy.ShouldBe("Never");
        hardened.AutomountServiceAccountToken.ShouldBe(false);
        hardened.EnableServiceLinks.ShouldBe(false);
        hardened.DnsPolicy.ShouldBe("None");
        hardened.DnsConfig!.Nameservers.ShouldBe(["192.0.2.53"]);
        hardened.TerminationGracePeriodSeconds.ShouldBe(1);
        hardened.NodeSelector.ShouldBe(new Dictionary<string, string> { ["role"] = "stack" });
        hardened.ActiveDeadlineSeconds.ShouldBeNull();
    }

    [Fact]
    public void Spec_of_a_rich_challenge_is_kept()
    {
        var spec = Manifests.Admitted(Manifests.Pod(spec: """
            hostname: box
            shareProcessNamespace: true
            hostUsers: false
            hostAliases: [{ip: 127.0.0.1, hostnames: [db, db.local]}, {ip: '::1', hostnames: [six]}]
            imagePullSecrets: [{name: registry}]
            """)).Pod.Spec!;
        spec.Hostname.ShouldBe("box");
        spec.ShareProcessNamespace.ShouldBe(true);
        spec.HostUsers.ShouldBe(false);
        spec.HostAliases!.Select(alias => alias.Ip).ShouldBe(["127.0.0.1", "::1"]);
        spec.ImagePullSecrets!.Single().Name.ShouldBe("registry");
    }

    [Fact]
    public void Container_of_a_rich_challenge_is_kept()
    {
        var container = Manifests.Admitted(Manifests.Pod(
            spec: "volumes: [{name: data, emptyDir: {medium: Memory, sizeLimit: 64Mi}}]",
            ports: "ports: [{containerPort: 80, name: web}, {containerPort: 53, protocol: UDP}]",
            container: """
                command: [sh, -c]
                args: [1, 1.50, true, 0x10, null]
                workingDir: /srv
                env: [{name: A, value: 1}, {name: B, value: true}, {name: C, value: 1.0}, {name: D, value: null}, {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                volumeMounts: [{name: data, mountPath: /data, readOnly: true, subPath: a/b, mountPropagation: None}]
                livenessProbe: {httpGet: {port: web, path: /live, scheme: HTTP, httpHeaders: [{name: X-Probe, value: 1}]}, periodSeconds: 5}
                readinessProbe: {tcpSocket: {port: 80}, successThreshold: 2}
                startupProbe: {exec: {command: [true]}, failureThreshold: 30}
                lifecycle: {postStart: {exec: {command: [sleep, 1]}}, preStop: {httpGet: {port: 80}}}
                imagePullPolicy: IfNotPresent
                stdin: true
                tty: true
                terminationMessagePath: /dev/log
                terminationMessagePolicy: FallbackToLogsOnError
                """)).Pod.Spec!.Containers!.Single();
        container.Args.ShouldBe(["1", "1.50", "true", "0x10", ""]);
        container.Env!.Select(variable => variable.Value).ShouldBe(["1", "true", "1.0", "", null]);
        container.Env![4].ValueFrom!.FieldRef!.FieldPath.ShouldBe("status.podIP");
        container.Ports!.Select(port => (port.Port, port.Protocol, port.Name)).ShouldBe([(80, "TCP", "web"), (53, "UDP", null)]);
        container.VolumeMounts!.Single().SubPath.ShouldBe("a/b");
        container.VolumeMounts!.Single().MountPropagation.ShouldBeNull();
        container.LivenessProbe!.HttpGet!.Port.ShouldBe(IntOrString.Of("web"));
        container.ReadinessProbe!.SuccessThreshold.ShouldBe(2);
        container.StartupProbe!.Exec!.Command.ShouldBe(["true"]);
        container.Lifecycle!.PreStop!.HttpGet!.Path.ShouldBe("/");
        (container.WorkingDir, container.ImagePullPolicy, container.Stdin, container.Tty).ShouldBe(("/srv", "IfNotPresent", true, true));
        container.TerminationMessagePolicy.ShouldBe("FallbackToLogsOnError");
    }

    [Theory]
    [InlineData("{name: v, emptyDir: {}}", "1Gi")]
    [InlineData("{name: v, emptyDir: {sizeLimit: 0}}", "1Gi")]
    [InlineData("{name: v, emptyDir: {medium: Memory}}", "1Gi")]
    [InlineData("{name: v, emptyDir: {sizeLimit: 64Mi}}", "64Mi")]
    public void Empty_dir_always_has_a_limit(string volume, string limit) =>
        Manifests.Admitted(Manifests.Pod(spec: $"volumes: [{volume}]")).Pod.Spec!.Volumes!.Single().EmptyDir!.SizeLimit!.Value.ToString().ShouldBe(limit);

    [Theory]
    [InlineData("metadata.name")]
    [InlineData("metadata.labels")]
    [InlineData("metadata.labels[''app'']")]
    [InlineData("metadata.annotations[''example.org/note'']")]
    public void Own_metadata_is_shown_in_files(string field)
    {
        var items = $"items: [{{path: a/b, fieldRef: {{fieldPath: '{field}'}}, mode: 0400}}]";
        var volumes = Manifests.Admitted(Manifests.Pod(spec: $"volumes: [{{name: a, downwardAPI: {{{items}}}}}, {{name: b, projected: {{sources: [{{downwardAPI: {{{items}}}}}]}}}}]")).Pod.Spec!.Volumes!;
        volumes[0].DownwardAPI!.Items!.Single().Mode.ShouldBe(256);
        volumes[0].EmptyDir.ShouldBeNull();
        volumes[1].Projected!.Sources!.Single().DownwardAPI!.Items!.Single().FieldRef!.FieldPath.ShouldBe(field.Replace("''", "'", StringComparison.Ordinal));
    }

    [Fact]
    public void Metadata_keeps_name_labels_and_allowed_annotations()
    {
        var meta = Manifests.Admitted(Manifests.Pod(metadata: "labels: {app: web, version: 1.0, app.kubernetes.io/name: x}\nannotations: {example.org/note: hi}\nnamespace: kube-system")).Pod.Metadata;
        meta.Name.ShouldBe("challenge");
        meta.Namespace.ShouldBeNull();
        meta.Labels.ShouldBe(new Dictionary<string, string> { ["app"] = "web", ["version"] = "1.0", ["app.kubernetes.io/name"] = "x" });
        meta.Annotations.ShouldBe(new Dictionary<string, string> { ["example.org/note"] = "hi" });
    }

    [Fact]
    public void Illegal_name_is_left_out() =>
        Manifests.Admitted(Manifests.Pod().Replace("name: challenge", "name: My_Challenge", StringComparison.Ordinal)).Pod.Metadata.Name.ShouldBeNull();

    [Fact]
    public void Sidecar_keeps_its_restart_policy_ports_and_probes()
    {
        var spec = $"initContainers:\n- name: side\n  image: x\n  restartPolicy: Always\n  ports: [{{containerPort: 9000}}]\n  startupProbe: {{tcpSocket: {{port: 9000}}}}\n  {Manifests.Resources}";
        var side = Manifests.Admitted(Manifests.Pod(spec: spec), "baseline", new TargetPort(9000, PortProtocol.Tcp)).Pod.Spec!.InitContainers!.Single();
        side.RestartPolicy.ShouldBe("Always");
        side.StartupProbe.ShouldNotBeNull();
    }

    [Fact]
    public void Manifest_reads_back_as_the_same_pod()
    {
        var admitted = Manifests.Admitted(Manifests.Pod(spec: "volumes: [{name: v, emptyDir: {}}]", container: "env: [{name: A, value: '0x10'}]"));
        admitted.Manifest.ShouldStartWith("apiVersion: v1\nkind: Pod\nmetadata:\n  name: challenge\nspec:\n");
        const string Forced = "    sysctls:\n    - name: net.ipv4.ping_group_range\n      value: 1 0\n";
        admitted.Manifest.ShouldContain(Forced);
        Manifests.Judge(admitted.Manifest.Replace("  dnsConfig:\n    nameservers:\n    - 192.0.2.53\n", "", StringComparison.Ordinal).Replace(Forced, "", StringComparison.Ordinal))
            .ShouldBeOfType<Admitted>().Manifest.ShouldBe(admitted.Manifest);
    }
}
