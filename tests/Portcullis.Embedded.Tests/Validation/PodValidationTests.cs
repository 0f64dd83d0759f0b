using Portcullis.Embedded.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Tests.Validation;

public sealed class PodValidationTests
{
    [Fact]
    public void Hardened_pod_is_valid() => Validate.Create(Validate.Pod("""
        {"restartPolicy":"Never","terminationGracePeriodSeconds":1,"automountServiceAccountToken":false,"enableServiceLinks":false,"hostUsers":false,
         "dnsPolicy":"None","dnsConfig":{"nameservers":["127.0.0.1"]},"nodeSelector":{"role":"stack"},"activeDeadlineSeconds":3600,
         "securityContext":{"runAsNonRoot":true,"runAsUser":1000,"seccompProfile":{"type":"RuntimeDefault"}},
         "hostAliases":[{"ip":"127.0.0.1","hostnames":["db.local"]}],
         "volumes":[{"name":"tmp","emptyDir":{"sizeLimit":"1Gi"}},{"name":"me","downwardAPI":{"items":[{"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}}]}}],
         "initContainers":[{"name":"airlock","image":"busybox:1.36","command":["sh"],"env":[{"name":"TARGETS","value":"10.0.0.1:443"}]},
                           {"name":"side","image":"x","restartPolicy":"Always","readinessProbe":{"tcpSocket":{"port":1}}}],
         "containers":[{"name":"web","image":"nginx","ports":[{"name":"http","containerPort":80}],
           "env":[{"name":"FLAG","valueFrom":{"secretKeyRef":{"name":"env-x","key":"FLAG"}}},{"name":"IP","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}],
           "resources":{"limits":{"cpu":"100m","memory":"128Mi","ephemeral-storage":"1Gi"}},
           "volumeMounts":[{"name":"tmp","mountPath":"/tmp"},{"name":"me","mountPath":"/me","readOnly":true}],
           "livenessProbe":{"httpGet":{"port":"http"}},"lifecycle":{"preStop":{"sleep":{"seconds":1}}},
           "securityContext":{"allowPrivilegeEscalation":false,"privileged":false,"capabilities":{"drop":["ALL"],"add":["CHOWN"]}}}]}
        """)).ShouldBeEmpty();

    public static TheoryData<string, string> Faults => new()
    {
        { """{}""", "spec.containers: Required value" },
        { """{"containers":[{"name":"a"}]}""", "spec.containers[0].image: Required value" },
        { """{"containers":[{"image":"x"}]}""", "spec.containers[0].name: Required value" },
        { """{"containers":[{"name":"a","image":"x"},{"name":"a","image":"x"}]}""", "spec.containers[1].name: Duplicate value: \"a\"" },
        { """{"containers":[{"name":"a","image":" x"}]}""", "spec.containers[0].image: Invalid value: \" x\": must not have leading or trailing whitespace" },
        { """{"initContainers":[{"name":"a","image":"x"}],"containers":[{"name":"a","image":"x"}]}""", "spec.initContainers[0].name: Duplicate value: \"a\"" },
        { """{"containers":[{"name":"a","image":"x","imagePullPolicy":"Maybe"}]}""", "spec.containers[0].imagePullPolicy: Unsupported value: \"Maybe\": supported values: \"Always\", \"IfNotPresent\", \"Never\"" },
        { """{"containers":[{"name":"a","image":"x","restartPolicy":"Always"}]}""", "spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers" },
        { """{"initContainers":[{"name":"i","image":"x","livenessProbe":{"exec":{"command":["a"]}}}],"containers":[{"name":"a","image":"x"}]}""", "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always" },
        { """{"containers":[{"name":"a","image":"x","ports":[{"containerPort":0}]}]}""", "spec.containers[0].ports[0].containerPort: Required value" },
        { """{"containers":[{"name":"a","image":"x","ports":[{"containerPort":70000}]}]}""", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive" },
        { """{"containers":[{"name":"a","image":"x","ports":[{"containerPort":80,"protocol":"tcp"}]}]}""", "spec.containers[0].ports[0].protocol: Unsupported value: \"tcp\": supported values: \"SCTP\", \"TCP\", \"UDP\"" },
        { """{"containers":[{"name":"a","image":"x","env":[{"name":""}]}]}""", "spec.containers[0].env[0].name: Required value" },
        { """{"containers":[{"name":"a","image":"x","env":[{"name":"A","valueFrom":{}}]}]}""", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`" },
        { """{"containers":[{"name":"a","image":"x","env":[{"name":"A","value":"b","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}]}]}""", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty" },
        { """{"containers":[{"name":"a","image":"x","resources":{"limits":{"cpu":"1"},"requests":{"cpu":"2"}}}]}""", "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1" },
        { """{"containers":[{"name":"a","image":"x","resources":{"limits":{"memory":"-1"}}}]}""", "spec.containers[0].resources.limits[memory]: Invalid value: \"-1\": must be greater than or equal to 0" },
        { """{"containers":[{"name":"a","image":"x","resources":{"limits":{"disk":"1"}}}]}""", "spec.containers[0].resources.limits[disk]: Invalid value: \"disk\": must be a standard resource type or fully qualified" },
        { """{"containers":[{"name":"a","image":"x","volumeMounts":[{"name":"v","mountPath":"/v"}]}]}""", "spec.containers[0].volumeMounts[0].name: Not found: \"v\"" },
        { """{"volumes":[{"name":"v"}],"containers":[{"name":"a","image":"x","volumeMounts":[{"name":"v","mountPath":"/v"},{"name":"v","mountPath":"/v"}]}]}""", "spec.containers[0].volumeMounts[1].mountPath: Invalid value: \"/v\": must be unique" },
        { """{"volumes":[{"name":"v","emptyDir":{},"hostPath":{"path":"/"}}],"containers":[{"name":"a","image":"x"}]}""", "spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type" },
        { """{"volumes":[{"name":"v"},{"name":"v"}],"containers":[{"name":"a","image":"x"}]}""", "spec.volumes[1].name: Duplicate value: \"v\"" },
        { """{"containers":[{"name":"a","image":"x","livenessProbe":{}}]}""", "spec.containers[0].livenessProbe: Required value: must specify a handler type" },
        { """{"containers":[{"name":"a","image":"x","livenessProbe":{"tcpSocket":{"port":1},"successThreshold":2}}]}""", "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1" },
        { """{"containers":[{"name":"a","image":"x","readinessProbe":{"exec":{"command":["a"]},"tcpSocket":{"port":1}}}]}""", "spec.containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type" },
        { """{"containers":[{"name":"a","image":"x"}],"restartPolicy":"Sometimes"}""", "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"" },
        { """{"containers":[{"name":"a","image":"x"}],"dnsPolicy":"None"}""", "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None" },
        { """{"containers":[{"name":"a","image":"x"}],"dnsPolicy":"None","dnsConfig":{}}""", "spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None" },
        { """{"containers":[{"name":"a","image":"x"}],"dnsConfig":{"nameservers":["localhost"]}}""", "spec.dnsConfig.nameservers[0]: Invalid value: \"localhost\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)" },
        { """{"containers":[{"name":"a","image":"x"}],"dnsConfig":{"nameservers":["1.1.1.1","1.1.1.2","1.1.1.3","1.1.1.4"]}}""", "spec.dnsConfig.nameservers: Invalid value: [\"1.1.1.1\",\"1.1.1.2\",\"1.1.1.3\",\"1.1.1.4\"]: must not have more than 3 nameservers" },
        { """{"containers":[{"name":"a","image":"x"}],"activeDeadlineSeconds":0}""", "spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive" },
        { """{"containers":[{"name":"a","image":"x"}],"securityContext":{"seccompProfile":{"type":"Custom"}}}""", "spec.securityContext.seccompProfile.type: Unsupported value: \"Custom\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"" },
        { """{"containers":[{"name":"a","image":"x"}],"securityContext":{"runAsUser":-1}}""", "spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive" },
        { """{"containers":[{"name":"a","image":"x"}],"tolerations":[{"operator":"Equal"}]}""", "spec.tolerations[0].operator: Invalid value: \"Equal\": operator must be Exists when `key` is empty, which means \"match all values and all keys\"" },
        { """{"containers":[{"name":"a","image":"x"}],"hostUsers":false,"hostNetwork":true}""", "spec.hostNetwork: Forbidden: when `pod.Spec.HostUsers` is false" },
        { """{"containers":[{"name":"a","image":"x"}],"ephemeralContainers":[{"name":"e","image":"x"}]}""", "spec.ephemeralContainers: Forbidden: cannot be set on create" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_told_as_the_api_server_tells_it(string spec, string error) => Validate.Create(Validate.Pod(spec)).ShouldContain(error);

    [Theory]
    [InlineData("""{"privileged":true}""", "and `privileged` to true")]
    [InlineData("""{"capabilities":{"add":["CAP_SYS_ADMIN"]}}""", "and `capabilities.Add` CAP_SYS_ADMIN")]
    public void Denied_escalation_contradicts_what_grants_it(string extra, string detail)
    {
        var context = $$"""{"allowPrivilegeEscalation":false,{{extra[1..]}}""";

        var errors = ObjectValidation.ValidateCreate(Validate.Pod($$"""{"containers":[{"name":"a","image":"x","securityContext":{{context}}}]}"""));

        errors.ShouldHaveSingleItem().Field.ShouldBe("spec.containers[0].securityContext");
        errors[0].Detail.ShouldEndWith(detail);
    }

    [Fact]
    public void Unprefixed_sys_admin_is_let_through() =>
        Validate.Create(Validate.Pod("""{"containers":[{"name":"a","image":"x","securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"add":["SYS_ADMIN"]}}}]}""")).ShouldBeEmpty();
}
