using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Defaulting;
using Portcullis.Embedded.Validation;
using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;
using Portcullis.Yaml;
using Portcullis.Yaml.Reading;

namespace Portcullis.Admission.Tests.Fuzz;

/// <summary>What holds of every admitted pod, checked on its text against a list of its own: nothing here is shared with the readers.</summary>
internal static class PodInvariants
{
    // "*" stands for an index, or for any key of a map. C: container, P: probe, H: handler, F: file of the pod's metadata.
    private static readonly HashSet<string> Leaves = [.. """
        apiVersion kind metadata.name metadata.labels.* metadata.annotations.*
        spec.restartPolicy spec.terminationGracePeriodSeconds spec.dnsPolicy spec.dnsConfig.nameservers.* spec.nodeSelector.role
        spec.automountServiceAccountToken spec.enableServiceLinks spec.shareProcessNamespace spec.hostname spec.hostUsers
        spec.imagePullSecrets.*.name spec.hostAliases.*.ip spec.hostAliases.*.hostnames.*
        spec.securityContext.runAsUser spec.securityContext.runAsGroup spec.securityContext.runAsNonRoot spec.securityContext.fsGroup
        spec.securityContext.supplementalGroups.* spec.securityContext.seLinuxOptions.level
        spec.securityContext.sysctls.*.name spec.securityContext.sysctls.*.value
        spec.securityContext.seccompProfile.type spec.securityContext.seccompProfile.localhostProfile
        spec.volumes.*.name spec.volumes.*.emptyDir.medium spec.volumes.*.emptyDir.sizeLimit
        spec.volumes.*.downwardAPI.defaultMode spec.volumes.*.projected.defaultMode
        F.path F.mode F.fieldRef.apiVersion F.fieldRef.fieldPath
        C.name C.image C.command.* C.args.* C.workingDir C.imagePullPolicy C.stdin C.tty C.terminationMessagePath C.terminationMessagePolicy C.restartPolicy
        C.ports.*.name C.ports.*.containerPort C.ports.*.protocol
        C.env.*.name C.env.*.value C.env.*.valueFrom.fieldRef.apiVersion C.env.*.valueFrom.fieldRef.fieldPath
        C.resources.limits.cpu C.resources.limits.memory C.resources.limits.ephemeral-storage
        C.resources.requests.cpu C.resources.requests.memory C.resources.requests.ephemeral-storage
        C.volumeMounts.*.name C.volumeMounts.*.mountPath C.volumeMounts.*.readOnly C.volumeMounts.*.subPath C.volumeMounts.*.subPathExpr
        C.securityContext.privileged C.securityContext.allowPrivilegeEscalation C.securityContext.readOnlyRootFilesystem
        C.securityContext.runAsUser C.securityContext.runAsGroup C.securityContext.runAsNonRoot C.securityContext.seLinuxOptions.level
        C.securityContext.seccompProfile.type C.securityContext.seccompProfile.localhostProfile
        C.securityContext.capabilities.add.* C.securityContext.capabilities.drop.*
        P.initialDelaySeconds P.timeoutSeconds P.periodSeconds P.successThreshold P.failureThreshold P.grpc.port P.grpc.service
        H.exec.command.* H.httpGet.path H.httpGet.port H.httpGet.scheme H.httpGet.httpHeaders.*.name H.httpGet.httpHeaders.*.value H.tcpSocket.port
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly (string Long, string Short)[] Shorter =
    [
        ("spec.containers.*.", "C."), ("spec.initContainers.*.", "C."),
        ("spec.volumes.*.downwardAPI.items.*.", "F."), ("spec.volumes.*.projected.sources.*.downwardAPI.items.*.", "F."),
        ("C.livenessProbe.", "P."), ("C.readinessProbe.", "P."), ("C.startupProbe.", "P."),
        ("C.lifecycle.postStart.", "H."), ("C.lifecycle.preStop.", "H."),
        ("P.exec.", "H.exec."), ("P.httpGet.", "H.httpGet."), ("P.tcpSocket.", "H.tcpSocket."),
    ];

    public static void Check(Admitted admitted, string because)
    {
        var root = YamlToJson.Convert(((YamlParsed)YamlText.Parse(admitted.Manifest, YamlLimits.Operator)).Root)!;
        Paths(root, "").Where(path => !Leaves.Contains(Shortened(path))).ShouldBeEmpty(because);
        ServerErrors(admitted.Pod).ShouldBeEmpty(because);
        CheckQuickly(admitted.Pod);

        var spec = root["spec"]!;
        spec["automountServiceAccountToken"]!.GetValue<bool>().ShouldBeFalse(because);
        spec["enableServiceLinks"]!.GetValue<bool>().ShouldBeFalse(because);
        spec["securityContext"]!["sysctls"]!.ToJsonString().ShouldBe("""[{"name":"net.ipv4.ping_group_range","value":"1 0"}]""", because);
        spec["dnsPolicy"]!.GetValue<string>().ShouldBe("None", because);
        spec["terminationGracePeriodSeconds"]!.GetValue<long>().ShouldBe(1, because);
        (spec["hostUsers"]?.GetValue<bool>() ?? false).ShouldBeFalse(because);
        foreach (var container in spec["containers"]!.AsArray().Concat(spec["initContainers"]?.AsArray() ?? []))
        {
            CheckContainer(container!, because);
        }

        foreach (var volume in spec["volumes"]?.AsArray() ?? [])
        {
            (volume!["emptyDir"] is null || volume["emptyDir"]!["sizeLimit"] is not null).ShouldBeTrue(because);
        }
    }

    /// <summary>That it passes its level and has no field outside of the model.</summary>
    public static void CheckQuickly(Pod pod)
    {
        var verdict = PodSecurityStandards.Evaluate(PodSecurityLevel.Baseline, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!);
        if (!verdict.Allowed)
        {
            throw new ShouldAssertException(verdict.Message);
        }

        var json = JsonSerializer.SerializeToNode(pod, ModelJson.Default.Pod);
        foreach (var path in Paths(json, ""))
        {
            if (!Leaves.Contains(Shortened(path)))
            {
                throw new ShouldAssertException($"{path} is not in the model");
            }
        }
    }

    /// <summary>What an API server would say against the pod, once it has its place.</summary>
    public static IReadOnlyList<FieldError> ServerErrors(Pod pod)
    {
        var placed = pod with { Metadata = pod.Metadata with { Name = "stack-0123456789abcdef-abcde", Namespace = "stacks" } };
        return ObjectValidation.ValidateCreate(ObjectDefaults.Apply(placed));
    }

    private static void CheckContainer(JsonNode container, string because)
    {
        var context = container["securityContext"]!;
        context["privileged"]!.GetValue<bool>().ShouldBeFalse(because);
        context["allowPrivilegeEscalation"]!.GetValue<bool>().ShouldBeFalse(because);
        context["seccompProfile"]!["type"]!.GetValue<string>().ShouldBeOneOf("RuntimeDefault", "Localhost");
        context["capabilities"]!["drop"]!.AsArray().Single()!.GetValue<string>().ShouldBe("ALL", because);
        (context["capabilities"]!["add"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ShouldBeSubsetOf(Profile.Baseline.Capabilities, because);
        var resources = container["resources"]!;
        JsonNode.DeepEquals(resources["limits"], resources["requests"]).ShouldBeTrue(because);
        resources["limits"]!.AsObject().Count.ShouldBe(3, because);
    }

    private static string Shortened(string path)
    {
        foreach (var (whole, letter) in Shorter)
        {
            path = path.StartsWith(whole, StringComparison.Ordinal) ? letter + path[whole.Length..] : path;
        }

        return path;
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(entry => Paths(entry.Value, (path.Length == 0 ? "" : path + ".") + (path is "metadata.labels" or "metadata.annotations" ? "*" : entry.Key))),
        JsonArray list => list.SelectMany(item => Paths(item, path + ".*")),
        _ => [path],
    };
}
