namespace Portcullis.Admission.Tests.Rules;

/// <summary>What the API server would refuse later is refused now, with its path.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("hostname: Box_1", "spec.hostname")]
    [InlineData("hostAliases: [{ip: 1.2.3, hostnames: [a]}]", "spec.hostAliases[0].ip")]
    [InlineData("hostAliases: [{ip: 01.2.3.4, hostnames: [a]}]", "spec.hostAliases[0].ip")]
    [InlineData("hostAliases: [{ip: 'fe80::1%eth0', hostnames: [a]}]", "spec.hostAliases[0].ip")]
    [InlineData("hostAliases: [{hostnames: [a]}]", "spec.hostAliases[0].ip")]
    [InlineData("hostAliases: [{ip: 1.2.3.4, hostnames: [a, B_]}]", "spec.hostAliases[0].hostnames[1]")]
    [InlineData("shareProcessNamespace: 'true'", "spec.shareProcessNamespace")]
    [InlineData("activeDeadlineSeconds: soon", "spec.activeDeadlineSeconds")]
    [InlineData("volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]", "spec.volumes[1].name")]
    [InlineData("volumes: [{name: A, emptyDir: {}}]", "spec.volumes[0].name")]
    [InlineData("volumes: [{emptyDir: {}}]", "spec.volumes[0].name")]
    [InlineData("volumes: [null]", "spec.volumes[0]")]
    [InlineData("volumes: [{name: a}]", "spec.volumes[0]")]
    [InlineData("volumes: [{name: a, emptyDir: null}]", "spec.volumes[0]")]
    [InlineData("volumes: [{name: a, hostPath: {}}]", "spec.volumes[0]")]
    [InlineData("volumes: [{name: a, emptyDir: {}, downwardAPI: {}}]", "spec.volumes[0]")]
    [InlineData("volumes: {name: a}", "spec.volumes")]
    [InlineData("securityContext: {runAsUser: -1}", "spec.securityContext.runAsUser")]
    [InlineData("securityContext: {runAsUser: 2147483648}", "spec.securityContext.runAsUser")]
    [InlineData("securityContext: {runAsGroup: root}", "spec.securityContext.runAsGroup")]
    [InlineData("securityContext: {supplementalGroups: [1, -1]}", "spec.securityContext.supplementalGroups[1]")]
    [InlineData("securityContext: []", "spec.securityContext")]
    public void Malformed_spec_is_refused(string spec, string path) =>
        Manifests.Refused(Manifests.Pod(spec: spec)).Single().Path.ShouldBe(path);

    [Theory]
    [InlineData("command: ls", "command")]
    [InlineData("args: [[a]]", "args[0]")]
    [InlineData("env: [{value: x}]", "env[0].name")]
    [InlineData("env: [{name: 1A}]", "env[0].name")]
    [InlineData("env: [{name: A=B}]", "env[0].name")]
    [InlineData("env: [null]", "env[0]")]
    [InlineData("env: {A: x}", "env")]
    [InlineData("volumeMounts: [{name: nope, mountPath: /x}]", "volumeMounts[0].name")]
    [InlineData("volumeMounts: [{name: v}]", "volumeMounts[0].mountPath")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /a}]", "volumeMounts[1].mountPath")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, subPath: ../b}]", "volumeMounts[0].subPath")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, subPath: /b}]", "volumeMounts[0].subPath")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, subPath: b, subPathExpr: c}]", "volumeMounts[0].subPathExpr")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, mountPropagation: Bidirectional}]", "volumeMounts[0].mountPropagation")]
    [InlineData("livenessProbe: {}", "livenessProbe")]
    [InlineData("livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 80}}", "livenessProbe")]
    [InlineData("livenessProbe: {exec: {command: []}}", "livenessProbe.exec.command")]
    [InlineData("livenessProbe: {tcpSocket: {}}", "livenessProbe.tcpSocket.port")]
    [InlineData("livenessProbe: {tcpSocket: {port: 0}}", "livenessProbe.tcpSocket.port")]
    [InlineData("livenessProbe: {tcpSocket: {port: 65536}}", "livenessProbe.tcpSocket.port")]
    [InlineData("livenessProbe: {httpGet: {port: web}}", "livenessProbe.httpGet.port")]
    [InlineData("livenessProbe: {httpGet: {port: 80, scheme: FTP}}", "livenessProbe.httpGet.scheme")]
    [InlineData("livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: 'a b', value: c}]}}", "livenessProbe.httpGet.httpHeaders[0].name")]
    [InlineData("livenessProbe: {grpc: {service: x}}", "livenessProbe.grpc.port")]
    [InlineData("livenessProbe: {tcpSocket: {port: 80}, periodSeconds: -1}", "livenessProbe.periodSeconds")]
    [InlineData("livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}", "livenessProbe.successThreshold")]
    [InlineData("startupProbe: {tcpSocket: {port: 80}, successThreshold: 2}", "startupProbe.successThreshold")]
    [InlineData("lifecycle: {preStop: {}}", "lifecycle.preStop")]
    [InlineData("imagePullPolicy: Sometimes", "imagePullPolicy")]
    [InlineData("terminationMessagePolicy: Mail", "terminationMessagePolicy")]
    [InlineData("stdin: 1", "stdin")]
    public void Malformed_container_is_refused(string container, string path) =>
        Manifests.Refused(Manifests.Pod(spec: "volumes: [{name: v, emptyDir: {}}]", container: container)).Single().Path.ShouldBe("spec.containers[0]." + path);

    [Theory]
    [InlineData("ports: [{containerPort: 0}]", "ports[0].containerPort")]
    [InlineData("ports: [{containerPort: 70000}]", "ports[0].containerPort")]
    [InlineData("ports: [{name: web}]", "ports[0].containerPort")]
    [InlineData("ports: [{containerPort: 80}, {containerPort: 81, protocol: SCTP}]", "ports[1].protocol")]
    [InlineData("ports: [{containerPort: 80}, {containerPort: 81, protocol: tcp}]", "ports[1].protocol")]
    [InlineData("ports: [{containerPort: 80, name: a}, {containerPort: 81, name: a}]", "ports[1].name")]
    [InlineData("ports: [{containerPort: 80, name: Web}]", "ports[0].name")]
    [InlineData("ports: [{containerPort: 80, name: sixteen-letters-}]", "ports[0].name")]
    public void Malformed_port_is_refused(string ports, string path) =>
        Manifests.Refused(Manifests.Pod(ports: ports)).Select(reason => reason.Path).ShouldContain("spec.containers[0]." + path);

    [Theory]
    [InlineData("")]
    [InlineData("name: '  '")]
    [InlineData("name: App")]
    [InlineData("name: app")]
    [InlineData("name: init")]
    [InlineData("name: airlock")]
    public void Bad_name_of_a_container_is_refused(string name)
    {
        var init = $"initContainers:\n- image: x\n  {Manifests.Resources}\n  {name}\n- name: init\n  image: x\n  {Manifests.Resources}";
        Manifests.Refused(Manifests.Pod(spec: init)).Single().Path.ShouldBeOneOf("spec.initContainers[0].name", "spec.initContainers[1].name");
    }

    [Theory]
    [InlineData("image: nginx:stable", "image: ''")]
    [InlineData("image: nginx:stable", "image: ' nginx'")]
    [InlineData("image: nginx:stable", "image: [nginx]")]
    [InlineData("image: nginx:stable", "")]
    public void Bad_image_is_refused(string from, string to) =>
        Manifests.Refused(Manifests.Pod().Replace(from, to, StringComparison.Ordinal)).ShouldContain(reason => reason.Path == "spec.containers[0].image");

    [Theory]
    [InlineData("ports: [{containerPort: 1}]", "ports")]
    [InlineData("livenessProbe: {tcpSocket: {port: 1}}", "livenessProbe")]
    [InlineData("readinessProbe: {tcpSocket: {port: 1}}", "readinessProbe")]
    [InlineData("startupProbe: {tcpSocket: {port: 1}}", "startupProbe")]
    [InlineData("lifecycle: {preStop: {tcpSocket: {port: 1}}}", "lifecycle")]
    [InlineData("restartPolicy: OnFailure", "restartPolicy")]
    public void Init_container_has_nothing_of_one_that_stays(string container, string path) =>
        Manifests.Refused(Manifests.Pod(spec: $"initContainers:\n- name: init\n  image: x\n  {Manifests.Resources}\n  {container}")).Single().Path.ShouldBe("spec.initContainers[0]." + path);

    [Theory]
    [InlineData("apiVersion: v1", "apiVersion: v2", "apiVersion")]
    [InlineData("kind: Pod", "kind: Deployment", "kind")]
    [InlineData("kind: Pod", "kind: pod", "kind")]
    [InlineData("kind: Pod\n", "\n", "kind")]
    public void Anything_but_a_core_pod_is_refused(string from, string to, string path) =>
        Manifests.Refused(Manifests.Pod().Replace(from, to, StringComparison.Ordinal)).Single().Path.ShouldBe(path);

    [Theory]
    [InlineData("", "pod_spec")]
    [InlineData("- kind: Pod", "pod_spec")]
    [InlineData("text", "pod_spec")]
    [InlineData("kind: Pod\n\tspec: {}", "pod_spec")]
    [InlineData("apiVersion: v1\nkind: Pod", "spec")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {}", "spec.containers")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {containers: {}}", "spec.containers")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {containers: [null]}", "spec.containers[0]")]
    public void Text_that_is_no_pod_is_refused(string manifest, string path) =>
        Manifests.Refused(manifest).ShouldContain(reason => reason.Path == path);
}
