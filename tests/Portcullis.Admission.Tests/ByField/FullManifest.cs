using System.Text.Json.Nodes;

namespace Portcullis.Admission.Tests.ByField;

/// <summary>A manifest that uses every field that a manifest may use.</summary>
internal static class FullManifest
{
    public const string Text = """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "a", "namespace": "elsewhere", "labels": {"app": "a"}, "annotations": {"example.org/note": "b"}},
         "spec": {
          "hostname": "box", "shareProcessNamespace": true, "hostUsers": false, "hostAliases": [{"ip": "127.0.0.1", "hostnames": ["db"]}],
          "imagePullSecrets": [{"name": "registry"}],
          "restartPolicy": "OnFailure", "terminationGracePeriodSeconds": 30, "activeDeadlineSeconds": 600, "dnsPolicy": "ClusterFirst",
          "automountServiceAccountToken": true, "enableServiceLinks": true, "nodeSelector": {"role": "other"},
          "securityContext": {"runAsUser": 1000, "runAsGroup": 1001, "runAsNonRoot": true, "fsGroup": 1002, "supplementalGroups": [1], "seLinuxOptions": {"level": "s0"},
                              "seccompProfile": {"type": "Localhost", "localhostProfile": "profiles/strict.json"}},
          "volumes": [
            {"name": "data", "emptyDir": {"medium": "Memory", "sizeLimit": "1Mi"}},
            {"name": "info", "downwardAPI": {"defaultMode": 256, "items": [{"path": "labels", "mode": 256, "fieldRef": {"apiVersion": "v1", "fieldPath": "metadata.labels"}}]}},
            {"name": "all", "projected": {"defaultMode": 256, "sources": [{"downwardAPI": {"items": [{"path": "n", "fieldRef": {"fieldPath": "metadata.name"}}]}}]}}],
          "initContainers": [{"name": "side", "image": "x", "restartPolicy": "Always", "resources": {"limits": {"cpu": "10m", "memory": "1Mi"}}}],
          "containers": [{"name": "app", "image": "nginx:stable", "command": ["sh"], "args": ["-c", "x"], "workingDir": "/srv",
            "env": [{"name": "A", "value": "b"}, {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}],
            "ports": [{"containerPort": 80, "name": "web", "protocol": "TCP"}],
            "resources": {"limits": {"cpu": "100m", "memory": "128Mi", "ephemeral-storage": "1Mi"}, "requests": {"cpu": "50m"}},
            "volumeMounts": [{"name": "data", "mountPath": "/data", "subPath": "a", "readOnly": true}, {"name": "data", "mountPath": "/other", "subPathExpr": "b"}],
            "livenessProbe": {"httpGet": {"port": "web", "path": "/", "scheme": "HTTPS", "httpHeaders": [{"name": "X", "value": "y"}]},
                              "initialDelaySeconds": 1, "timeoutSeconds": 2, "periodSeconds": 3, "successThreshold": 1, "failureThreshold": 4},
            "readinessProbe": {"tcpSocket": {"port": 80}}, "startupProbe": {"exec": {"command": ["true"]}},
            "lifecycle": {"postStart": {"exec": {"command": ["true"]}}, "preStop": {"httpGet": {"port": 80}}},
            "imagePullPolicy": "Always", "stdin": true, "tty": true, "terminationMessagePath": "/x", "terminationMessagePolicy": "File",
            "securityContext": {"runAsUser": 1000, "runAsGroup": 1001, "runAsNonRoot": true, "readOnlyRootFilesystem": true, "allowPrivilegeEscalation": false,
                                "capabilities": {"drop": ["KILL"], "add": ["CHOWN"]}, "seLinuxOptions": {"level": "s0"},
                                "seccompProfile": {"type": "RuntimeDefault"}}},
           {"name": "two", "image": "x", "resources": {"limits": {"cpu": "10m", "memory": "1Mi"}},
            "livenessProbe": {"grpc": {"port": 1, "service": "s"}}, "lifecycle": {"preStop": {"tcpSocket": {"port": 80}}}}]}}
        """;

    public static JsonObject Parse() => JsonNode.Parse(Text)!.AsObject();

    /// <summary>Every object in a pod with its type and its path as reasons write it.</summary>
    public static IEnumerable<(string Type, string Path, JsonObject Value)> Objects(JsonObject pod) => Objects("Pod", "", pod);

    private static IEnumerable<(string Type, string Path, JsonObject Value)> Objects(string type, string path, JsonObject value)
    {
        yield return (type, path, value);
        foreach (var field in PublishedFields.Of(type).Where(field => PublishedFields.IsType(field.Of) && !field.IsMap))
        {
            var below = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            var items = value[field.Name] switch
            {
                JsonArray list => list.Select((item, index) => ($"{below}[{index}]", item)),
                JsonObject one => [(below, one)],
                _ => Enumerable.Empty<(string, JsonNode?)>(),
            };
            foreach (var (place, item) in items)
            {
                foreach (var inner in Objects(field.Of, place, item!.AsObject()))
                {
                    yield return inner;
                }
            }
        }
    }
}
