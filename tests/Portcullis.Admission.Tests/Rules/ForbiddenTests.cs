namespace Portcullis.Admission.Tests.Rules;

/// <summary>What the service that came before let through: each in an otherwise good manifest is refused by its path, and by nothing else.</summary>
public sealed class ForbiddenTests
{
    public static TheoryData<string, string> Volumes => new()
    {
        { "secret: {secretName: x}", "secret" },
        { "configMap: {name: x}", "configMap" },
        { "persistentVolumeClaim: {claimName: x}", "persistentVolumeClaim" },
        { "csi: {driver: x}", "csi" },
        { "nfs: {server: x, path: /}", "nfs" },
        { "iscsi: {targetPortal: x}", "iscsi" },
        { "flexVolume: {driver: x}", "flexVolume" },
        { "gitRepo: {repository: x}", "gitRepo" },
        { "ephemeral: {volumeClaimTemplate: {spec: {}}}", "ephemeral" },
        { "awsElasticBlockStore: {volumeID: x}", "awsElasticBlockStore" },
        { "image: {reference: x}", "image" },
        { "hostPath: {path: /}", "hostPath" },
        { "emptyDir: {sizeLimit: 11Gi}", "emptyDir.sizeLimit" },
        { "emptyDir: {medium: Memory, sizeLimit: 33Gi}", "emptyDir.sizeLimit" },
    };

    public static TheoryData<string, string> Projections => new()
    {
        { "secret: {name: t}", "secret" },
        { "configMap: {name: t}", "configMap" },
        { "serviceAccountToken: {path: t}", "serviceAccountToken" },
        { "clusterTrustBundle: {path: t}", "clusterTrustBundle" },
        { "podCertificate: {signerName: t}", "podCertificate" },
    };

    public static TheoryData<string, string> Spec => new()
    {
        { "imagePullSecrets: [{name: other}]", "imagePullSecrets[0].name" },
        { "priorityClassName: system-node-critical", "priorityClassName" },
        { "priority: 2000001000", "priority" },
        { "preemptionPolicy: Never", "preemptionPolicy" },
        { "tolerations: [{operator: Exists}]", "tolerations" },
        { "nodeSelector: {disk: ssd}", "nodeSelector.disk" },
        { "nodeName: worker-a", "nodeName" },
        { "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}}", "affinity" },
        { "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: x}]}}", "affinity" },
        { "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: x}]}}", "affinity" },
        { "topologySpreadConstraints: [{maxSkew: 1, topologyKey: x, whenUnsatisfiable: DoNotSchedule}]", "topologySpreadConstraints" },
        { "schedulerName: other", "schedulerName" },
        { "schedulingGates: [{name: x}]", "schedulingGates" },
        { "readinessGates: [{conditionType: x}]", "readinessGates" },
        { "runtimeClassName: kata", "runtimeClassName" },
        { "overhead: {cpu: 1}", "overhead" },
        { "resourceClaims: [{name: x}]", "resourceClaims" },
        { "os: {name: windows}", "os" },
        { "dnsConfig: {nameservers: [192.0.2.1]}", "dnsConfig" },
        { "subdomain: x", "subdomain" },
        { "setHostnameAsFQDN: true", "setHostnameAsFQDN" },
        { "hostUsers: true", "hostUsers" },
        { "resources: {limits: {cpu: 1}}", "resources" },
        { "HOSTNETWORK: true", "HOSTNETWORK" },
        { "hostnetwork: true", "hostnetwork" },
    };

    public static TheoryData<string, string> Container => new()
    {
        { "env: [{name: A, valueFrom: {secretKeyRef: {name: x, key: y}}}]", "env[0].valueFrom.secretKeyRef" },
        { "env: [{name: A, valueFrom: {configMapKeyRef: {name: x, key: y}}}]", "env[0].valueFrom.configMapKeyRef" },
        { "env: [{name: A, valueFrom: {fileKeyRef: {volumeName: x, path: y, key: z}}}]", "env[0].valueFrom.fileKeyRef" },
        { "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]", "env[0].valueFrom.resourceFieldRef" },
        { "env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}]", "env[0].valueFrom.fieldRef.fieldPath" },
        { "envFrom: [{secretRef: {name: x}}]", "envFrom" },
        { "livenessProbe: {httpGet: {port: 80, host: 192.0.2.1}}", "livenessProbe.httpGet.host" },
        { "readinessProbe: {tcpSocket: {port: 80, host: 192.0.2.1}}", "readinessProbe.tcpSocket.host" },
        { "startupProbe: {httpGet: {port: 80, host: localhost}}", "startupProbe.httpGet.host" },
        { "lifecycle: {postStart: {httpGet: {port: 80, host: 192.0.2.1}}}", "lifecycle.postStart.httpGet.host" },
        { "lifecycle: {preStop: {tcpSocket: {port: 80, host: 192.0.2.1}}}", "lifecycle.preStop.tcpSocket.host" },
        { "volumeDevices: [{name: data, devicePath: /dev/x}]", "volumeDevices" },
        { "volumeMounts: [{name: data, mountPath: /x, mountPropagation: Bidirectional}]", "volumeMounts[0].mountPropagation" },
        { "resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]", "resizePolicy" },
    };

    public static TheoryData<string, string> Resources => new()
    {
        { "{cpu: 1, memory: 1Gi, nvidia.com/gpu: 1}", "[nvidia.com/gpu]" },
        { "{cpu: 1, memory: 1Gi, example.org/dongle: 1}", "[example.org/dongle]" },
        { "{cpu: 9223372036854775807, memory: 1Gi}", ".cpu" },
        { "{cpu: 1, memory: 9223372036854775807}", ".memory" },
        { "{cpu: -1, memory: 1Gi}", ".cpu" },
        { "{cpu: 1, memory: -1Gi}", ".memory" },
        { "{cpu: 1, memory: 1Gi, ephemeral-storage: -1}", ".ephemeral-storage" },
    };

    public static TheoryData<string, string> Metadata => new()
    {
        { "annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}", "annotations[container.apparmor.security.beta.kubernetes.io/app]" },
        { "annotations: {a: b}", "annotations.a" },
        { "labels: {portcullis.dev/stack: x}", "labels[portcullis.dev/stack]" },
        { "labels: {pod-security.kubernetes.io/enforce: privileged}", "labels[pod-security.kubernetes.io/enforce]" },
        { "labels: {app: -bad-}", "labels.app" },
        { "ownerReferences: [{apiVersion: v1, kind: Node, name: x, uid: y}]", "ownerReferences" },
        { "finalizers: [example.org/x]", "finalizers" },
        { "generateName: x-", "generateName" },
    };

    [Theory]
    [MemberData(nameof(Volumes))]
    public void Volume_from_outside_is_refused(string source, string path) =>
        ShouldBeRefused(Manifests.Pod(spec: $"volumes: [{{name: v, {source}}}]"), $"spec.volumes[0].{path}");

    [Theory]
    [MemberData(nameof(Projections))]
    public void Projection_from_outside_is_refused(string source, string path)
    {
        const string Good = "downwardAPI: {items: [{path: n, fieldRef: {fieldPath: metadata.name}}]}";
        ShouldBeRefused(Manifests.Pod(spec: $"volumes: [{{name: v, projected: {{sources: [{{{Good}}}, {{{Good.Replace(": n,", ": m,", StringComparison.Ordinal)}, {source}}}]}}}}]"), $"spec.volumes[0].projected.sources[1].{path}");
    }

    [Fact]
    public void Volume_without_a_source_is_refused() => ShouldBeRefused(Manifests.Pod(spec: "volumes: [{name: v}]"), "spec.volumes[0]");

    [Theory]
    [MemberData(nameof(Spec))]
    public void Field_of_the_spec_is_refused(string spec, string path) => ShouldBeRefused(Manifests.Pod(spec: spec), $"spec.{path}");

    [Theory]
    [MemberData(nameof(Container))]
    public void Field_of_a_container_is_refused(string container, string path) =>
        ShouldBeRefused(Manifests.Pod(spec: "volumes: [{name: data, emptyDir: {}}]", container: container), $"spec.containers[0].{path}");

    [Theory]
    [MemberData(nameof(Resources))]
    public void Resources_out_of_bounds_are_refused(string limits, string path) =>
        ShouldBeRefused(Manifests.Pod(resources: $"resources: {{limits: {limits}}}"), $"spec.containers[0].resources.limits{path}");

    [Theory]
    [MemberData(nameof(Metadata))]
    public void Metadata_that_acts_on_the_cluster_is_refused(string metadata, string path) => ShouldBeRefused(Manifests.Pod(metadata: metadata), $"metadata.{path}");

    [Theory]
    [InlineData("apiVersion: v2")]
    [InlineData("apiVersion: apps/v1")]
    [InlineData("apiVersion: V1")]
    public void Api_version_other_than_v1_is_refused(string line) =>
        ShouldBeRefused(Manifests.Pod().Replace("apiVersion: v1", line, StringComparison.Ordinal), "apiVersion");

    [Theory]
    [InlineData("\n---\nkind: Secret\n")]
    [InlineData("\n---\n}{: [\n")]
    [InlineData("\n---\n- 'unfinished\n")]
    public void Second_document_is_refused_even_a_broken_one(string more) => ShouldBeRefused(Manifests.Pod() + more, "pod_spec");

    [Theory]
    [InlineData("kind: Pod", "kind: Pod\nkind: Pod")]
    [InlineData("  name: challenge", "  name: challenge\n  name: other")]
    [InlineData("image: nginx:stable", "image: nginx:stable\n    image: other")]
    [InlineData("limits: {cpu: 100m", "limits: {cpu: 100m, cpu: 200m")]
    public void Duplicate_key_is_refused_at_any_depth(string from, string to) =>
        ShouldBeRefused(Manifests.Pod().Replace(from, to, StringComparison.Ordinal), "pod_spec");

    [Fact]
    public void Alias_bomb_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));

        ShouldBeRefused($"a0: &a0 [x, x, x, x, x, x, x, x, x]\n{lines}{Manifests.Pod()}", "pod_spec");
    }

    [Fact]
    public void Manifest_without_any_of_it_is_admitted() => Manifests.Admitted(Manifests.Pod(spec: "volumes: [{name: data, emptyDir: {}}]"));

    private static void ShouldBeRefused(string manifest, string path) =>
        Manifests.Refused(manifest).Select(reason => reason.Path).Distinct().ShouldBe([path], manifest);
}
