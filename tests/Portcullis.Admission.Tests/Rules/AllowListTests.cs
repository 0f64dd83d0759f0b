namespace Portcullis.Admission.Tests.Rules;

/// <summary>What is not on the list is refused by its path; an empty value of a known field is not there.</summary>
public sealed class AllowListTests
{
    public static TheoryData<string, string> ForbiddenInSpec => new()
    {
        { "hostNetwork: true", "spec.hostNetwork" },
        { "hostNetwork: yes", "spec.hostNetwork" },
        { "hostNetwork: \"true\"", "spec.hostNetwork" },
        { "hostPID: true", "spec.hostPID" },
        { "hostIPC: true", "spec.hostIPC" },
        { "hostUsers: true", "spec.hostUsers" },
        { "serviceAccountName: default", "spec.serviceAccountName" },
        { "serviceAccount: default", "spec.serviceAccount" },
        { "nodeName: worker-a", "spec.nodeName" },
        { "runtimeClassName: kata", "spec.runtimeClassName" },
        { "priorityClassName: system-node-critical", "spec.priorityClassName" },
        { "priority: 2000000000", "spec.priority" },
        { "preemptionPolicy: Never", "spec.preemptionPolicy" },
        { "schedulerName: other", "spec.schedulerName" },
        { "tolerations: [{operator: Exists}]", "spec.tolerations" },
        { "affinity: {podAffinity: {}}", "spec.affinity" },
        { "topologySpreadConstraints: [{maxSkew: 1}]", "spec.topologySpreadConstraints" },
        { "nodeSelector: {role: stack, disk: ssd}", "spec.nodeSelector.disk" },
        { "nodeSelector: {kubernetes.io/hostname: a}", "spec.nodeSelector[kubernetes.io/hostname]" },
        { "dnsConfig: {nameservers: [192.0.2.1]}", "spec.dnsConfig" },
        { "subdomain: x", "spec.subdomain" },
        { "setHostnameAsFQDN: true", "spec.setHostnameAsFQDN" },
        { "ephemeralContainers: [{name: x}]", "spec.ephemeralContainers" },
        { "overhead: {cpu: 1}", "spec.overhead" },
        { "readinessGates: [{conditionType: x}]", "spec.readinessGates" },
        { "schedulingGates: [{name: x}]", "spec.schedulingGates" },
        { "resourceClaims: [{name: x}]", "spec.resourceClaims" },
        { "resources: {limits: {cpu: 1}}", "spec.resources" },
        { "os: {name: windows}", "spec.os" },
        { "hostnameOverride: x", "spec.hostnameOverride" },
        { "imagePullSecrets: [{name: other}]", "spec.imagePullSecrets[0].name" },
        { "imagePullSecrets: [{}]", "spec.imagePullSecrets[0].name" },
        { "securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}", "spec.securityContext.sysctls" },
        { "securityContext: {fsGroupChangePolicy: Always}", "spec.securityContext.fsGroupChangePolicy" },
        { "securityContext: {supplementalGroupsPolicy: Strict}", "spec.securityContext.supplementalGroupsPolicy" },
        { "securityContext: {appArmorProfile: {type: Unconfined}}", "spec.securityContext.appArmorProfile" },
        { "securityContext: {windowsOptions: {hostProcess: true}}", "spec.securityContext.windowsOptions" },
        { "securityContext: {seLinuxOptions: {type: spc_t}}", "spec.securityContext.seLinuxOptions.type" },
        { "securityContext: {seccompProfile: {type: Unconfined}}", "spec.securityContext.seccompProfile.type" },
        { "unheardOf: 1", "spec.unheardOf" },
        { "unheardOf: null", "spec.unheardOf" },
        { "hostnetwork: false", "spec.hostnetwork" },
    };

    public static TheoryData<string, string> ForbiddenInContainer => new()
    {
        { "envFrom: [{secretRef: {name: x}}]", "envFrom" },
        { "env: [{name: A, valueFrom: {secretKeyRef: {name: x, key: y}}}]", "env[0].valueFrom.secretKeyRef" },
        { "env: [{name: A, valueFrom: {configMapKeyRef: {name: x, key: y}}}]", "env[0].valueFrom.configMapKeyRef" },
        { "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]", "env[0].valueFrom.resourceFieldRef" },
        { "env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]", "env[0].valueFrom.fieldRef.fieldPath" },
        { "env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}]", "env[0].valueFrom.fieldRef.fieldPath" },
        { "env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}}]", "env[0].valueFrom.fieldRef.fieldPath" },
        { "env: [{name: A, valueFrom: {}}]", "env[0].valueFrom.fieldRef" },
        { "env: [{name: A, value: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "env[0].valueFrom" },
        { "restartPolicy: Always", "restartPolicy" },
        { "restartPolicyRules: [{action: Restart}]", "restartPolicyRules" },
        { "resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]", "resizePolicy" },
        { "volumeDevices: [{name: x, devicePath: /dev/x}]", "volumeDevices" },
        { "stdinOnce: true", "stdinOnce" },
        { "livenessProbe: {httpGet: {port: 80, host: 192.0.2.1}}", "livenessProbe.httpGet.host" },
        { "readinessProbe: {tcpSocket: {port: 80, host: 192.0.2.1}}", "readinessProbe.tcpSocket.host" },
        { "livenessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 600}", "livenessProbe.terminationGracePeriodSeconds" },
        { "lifecycle: {postStart: {httpGet: {port: 80, host: 192.0.2.1}}}", "lifecycle.postStart.httpGet.host" },
        { "lifecycle: {preStop: {tcpSocket: {port: 80, host: 192.0.2.1}}}", "lifecycle.preStop.tcpSocket.host" },
        { "lifecycle: {preStop: {sleep: {seconds: 5}}}", "lifecycle.preStop.sleep" },
        { "lifecycle: {stopSignal: SIGKILL}", "lifecycle.stopSignal" },
        { "securityContext: {privileged: true}", "securityContext.privileged" },
        { "securityContext: {allowPrivilegeEscalation: true}", "securityContext.allowPrivilegeEscalation" },
        { "securityContext: {procMount: Unmasked}", "securityContext.procMount" },
        { "securityContext: {appArmorProfile: {type: Unconfined}}", "securityContext.appArmorProfile" },
        { "securityContext: {windowsOptions: {hostProcess: true}}", "securityContext.windowsOptions" },
        { "securityContext: {seLinuxOptions: {user: root}}", "securityContext.seLinuxOptions.user" },
        { "securityContext: {seLinuxOptions: {role: x}}", "securityContext.seLinuxOptions.role" },
        { "securityContext: {seccompProfile: {type: Unconfined}}", "securityContext.seccompProfile.type" },
        { "securityContext: {seccompProfile: {}}", "securityContext.seccompProfile.type" },
        { "securityContext: {seccompProfile: {type: Localhost, localhostProfile: other.json}}", "securityContext.seccompProfile.localhostProfile" },
        { "securityContext: {seccompProfile: {type: Localhost}}", "securityContext.seccompProfile.localhostProfile" },
        { "securityContext: {seccompProfile: {type: RuntimeDefault, localhostProfile: profiles/strict.json}}", "securityContext.seccompProfile.localhostProfile" },
        { "securityContext: {capabilities: {add: [CHOWN, SYS_ADMIN]}}", "securityContext.capabilities.add[1]" },
        { "securityContext: {capabilities: {add: [ALL]}}", "securityContext.capabilities.add[0]" },
        { "securityContext: {capabilities: {add: [CAP_CHOWN]}}", "securityContext.capabilities.add[0]" },
        { "imge: nginx", "imge" },
    };

    [Theory]
    [MemberData(nameof(ForbiddenInSpec))]
    public void Forbidden_field_of_the_spec_is_refused(string spec, string path) =>
        Manifests.Refused(Manifests.Pod(spec: spec)).Select(reason => reason.Path).ShouldContain(path);

    [Theory]
    [MemberData(nameof(ForbiddenInContainer))]
    public void Forbidden_field_of_a_container_is_refused(string container, string path) =>
        Manifests.Refused(Manifests.Pod(container: container)).Select(reason => reason.Path).ShouldContain("spec.containers[0]." + path);

    [Theory]
    [MemberData(nameof(ForbiddenInContainer))]
    public void Forbidden_field_of_an_init_container_is_refused(string container, string path)
    {
        if (path.StartsWith("restartPolicy", StringComparison.Ordinal) && !path.EndsWith("Rules", StringComparison.Ordinal))
        {
            return;
        }

        var manifest = Manifests.Pod(spec: $"initContainers:\n- name: init\n  image: busybox\n  {Manifests.Resources}\n  {container}");
        Manifests.Refused(manifest).Select(reason => reason.Path).ShouldContain("spec.initContainers[0]." + path);
    }

    [Theory]
    [InlineData("hostPath: {path: /}", "hostPath")]
    [InlineData("secret: {secretName: x}", "secret")]
    [InlineData("configMap: {name: x}", "configMap")]
    [InlineData("persistentVolumeClaim: {claimName: x}", "persistentVolumeClaim")]
    [InlineData("csi: {driver: x}", "csi")]
    [InlineData("nfs: {server: x, path: /}", "nfs")]
    [InlineData("iscsi: {iqn: x}", "iscsi")]
    [InlineData("image: {reference: x}", "image")]
    [InlineData("ephemeral: {volumeClaimTemplate: {spec: {}}}", "ephemeral")]
    [InlineData("gitRepo: {repository: x}", "gitRepo")]
    [InlineData("flexVolume: {driver: x}", "flexVolume")]
    [InlineData("projected: {sources: [{serviceAccountToken: {path: t}}]}", "projected.sources[0].serviceAccountToken")]
    [InlineData("projected: {sources: [{secret: {name: t}}]}", "projected.sources[0].secret")]
    [InlineData("projected: {sources: [{configMap: {name: t}}]}", "projected.sources[0].configMap")]
    [InlineData("projected: {sources: [{downwardAPI: {}}, {clusterTrustBundle: {path: t}}]}", "projected.sources[1].clusterTrustBundle")]
    [InlineData("projected: {sources: []}", "projected.sources")]
    [InlineData("downwardAPI: {items: [{path: a, resourceFieldRef: {resource: limits.cpu}}]}", "downwardAPI.items[0].resourceFieldRef")]
    [InlineData("downwardAPI: {items: [{path: a, fieldRef: {fieldPath: spec.nodeName}}]}", "downwardAPI.items[0].fieldRef.fieldPath")]
    [InlineData("downwardAPI: {items: [{path: ../a, fieldRef: {fieldPath: metadata.name}}]}", "downwardAPI.items[0].path")]
    [InlineData("downwardAPI: {items: [{path: a}]}", "downwardAPI.items[0].fieldRef")]
    [InlineData("emptyDir: {medium: HugePages}", "emptyDir.medium")]
    [InlineData("emptyDir: {sizeLimit: 11Gi}", "emptyDir.sizeLimit")]
    [InlineData("emptyDir: {medium: Memory, sizeLimit: 33Gi}", "emptyDir.sizeLimit")]
    [InlineData("emptyDir: {sizeLimit: -1}", "emptyDir.sizeLimit")]
    public void Forbidden_volume_is_refused(string source, string path) =>
        Manifests.Refused(Manifests.Pod(spec: $"volumes: [{{name: v, {source}}}]")).Select(reason => reason.Path).ShouldContain("spec.volumes[0]." + path);

    [Theory]
    [InlineData("annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}", "metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]")]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/networks: x}", "metadata.annotations[k8s.v1.cni.cncf.io/networks]")]
    [InlineData("labels: {portcullis.dev/stack: x}", "metadata.labels[portcullis.dev/stack]")]
    [InlineData("labels: {x.portcullis.dev/stack: x}", "metadata.labels[x.portcullis.dev/stack]")]
    [InlineData("labels: {kubernetes.io/metadata.name: x}", "metadata.labels[kubernetes.io/metadata.name]")]
    [InlineData("labels: {pod-security.kubernetes.io/enforce: x}", "metadata.labels[pod-security.kubernetes.io/enforce]")]
    [InlineData("labels: {k8s.io/x: x}", "metadata.labels[k8s.io/x]")]
    [InlineData("labels: {app.kubernetes.io/managed-by: x}", "metadata.labels[app.kubernetes.io/managed-by]")]
    [InlineData("labels: {'bad key': x}", "metadata.labels[bad key]")]
    [InlineData("labels: {app: -bad}", "metadata.labels.app")]
    [InlineData("ownerReferences: [{name: x}]", "metadata.ownerReferences")]
    [InlineData("finalizers: [x]", "metadata.finalizers")]
    [InlineData("generateName: x-", "metadata.generateName")]
    [InlineData("creationTimestamp: '2001-01-01T00:00:00Z'", "metadata.creationTimestamp")]
    [InlineData("uid: x", "metadata.uid")]
    public void Forbidden_metadata_is_refused(string metadata, string path) =>
        Manifests.Refused(Manifests.Pod(metadata: metadata)).Select(reason => reason.Path).ShouldContain(path);

    [Theory]
    [InlineData("status: {phase: Running}", "status")]
    [InlineData("data: {}", "data")]
    public void Forbidden_top_field_is_refused(string top, string path) =>
        Manifests.Refused(Manifests.Pod(top: top)).Single().Path.ShouldBe(path);

    [Theory]
    [InlineData("hostNetwork: false")]
    [InlineData("hostNetwork: no")]
    [InlineData("hostPID: null")]
    [InlineData("hostIPC: ~")]
    [InlineData("serviceAccountName: ''")]
    [InlineData("tolerations: []")]
    [InlineData("affinity: {}")]
    [InlineData("priority: 0")]
    [InlineData("nodeSelector: {}")]
    [InlineData("nodeSelector: {disk: ''}")]
    [InlineData("securityContext: {sysctls: []}")]
    [InlineData("volumes: null")]
    [InlineData("initContainers: []")]
    public void Empty_value_of_a_forbidden_field_counts_as_absent(string spec) => Manifests.Admitted(Manifests.Pod(spec: spec));

    [Theory]
    [InlineData("securityContext: {privileged: false, procMount: ''}")]
    [InlineData("securityContext: null")]
    [InlineData("envFrom: []")]
    [InlineData("restartPolicy: ''")]
    [InlineData("livenessProbe: {httpGet: {port: 80, host: ''}}")]
    [InlineData("lifecycle: {}")]
    public void Empty_value_in_a_container_counts_as_absent(string container) => Manifests.Admitted(Manifests.Pod(container: container));

    [Fact]
    public void Host_port_of_zero_counts_as_absent()
    {
        Manifests.Admitted(Manifests.Pod(ports: "ports: [{containerPort: 80, hostPort: 0, hostIP: ''}]"));
        Manifests.Refused(Manifests.Pod(ports: "ports: [{containerPort: 80, hostPort: 8080}]"))[0].Path.ShouldBe("spec.containers[0].ports[0].hostPort");
        Manifests.Refused(Manifests.Pod(ports: "ports: [{containerPort: 80, hostIP: 127.0.0.1}]"))[0].Path.ShouldBe("spec.containers[0].ports[0].hostIP");
    }

    [Fact]
    public void What_kubectl_writes_is_admitted() =>
        Manifests.Admitted(Manifests.Pod(metadata: "creationTimestamp: null\nnamespace: default", top: "status: {}"));

    [Theory]
    [InlineData("hostnetwork: true", "did you mean \"hostNetwork\"?")]
    [InlineData("container: []", "did you mean \"containers\"?")]
    [InlineData("initContainer: []", "did you mean \"initContainers\"?")]
    [InlineData("zzzz: 1", null)]
    public void Misspelt_field_gets_a_hint(string spec, string? hint) =>
        Manifests.Refused(Manifests.Pod(spec: spec)).Single().Hint.ShouldBe(hint);
}
