using System.Text.Json.Nodes;
using Portcullis.Yaml;

namespace Portcullis.Admission.Tests.Fuzz;

/// <summary>Whatever becomes of a good manifest, admission never throws, and what it admits keeps the invariants.</summary>
public sealed class AdmissionFuzzTests
{
    private const int Seeds = 3_000;

    private const string Rich = """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": {"app": "a"}, "annotations": {"example.org/note": "b"}},
         "spec": {
          "hostname": "box", "shareProcessNamespace": true, "hostUsers": false, "hostAliases": [{"ip": "127.0.0.1", "hostnames": ["db"]}], "imagePullSecrets": [{"name": "registry"}],
          "securityContext": {"runAsUser": 1000, "fsGroup": 1000, "supplementalGroups": [1], "seccompProfile": {"type": "RuntimeDefault"}},
          "volumes": [{"name": "data", "emptyDir": {}}, {"name": "info", "downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}},
                      {"name": "all", "projected": {"sources": [{"downwardAPI": {"items": [{"path": "n", "fieldRef": {"fieldPath": "metadata.name"}}]}}]}}],
          "initContainers": [{"name": "init", "image": "x", "resources": {"limits": {"cpu": "10m", "memory": "1Mi"}}},
                             {"name": "side", "image": "x", "restartPolicy": "Always", "resources": {"limits": {"cpu": "10m", "memory": "1Mi"}}}],
          "containers": [{"name": "app", "image": "nginx:stable", "command": ["sh"], "args": ["-c", "x"], "workingDir": "/srv",
            "env": [{"name": "A", "value": "b"}, {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}],
            "ports": [{"containerPort": 80, "name": "web"}], "resources": {"limits": {"cpu": "100m", "memory": "128Mi"}, "requests": {"cpu": 1}},
            "volumeMounts": [{"name": "data", "mountPath": "/data", "subPath": "a"}],
            "livenessProbe": {"httpGet": {"port": "web", "path": "/"}, "periodSeconds": 5}, "readinessProbe": {"tcpSocket": {"port": 80}}, "startupProbe": {"exec": {"command": ["true"]}},
            "lifecycle": {"postStart": {"exec": {"command": ["true"]}}, "preStop": {"httpGet": {"port": 80}}},
            "imagePullPolicy": "Always", "stdin": true, "tty": true, "terminationMessagePath": "/x", "terminationMessagePolicy": "File",
            "securityContext": {"runAsNonRoot": true, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}, "seLinuxOptions": {"level": "s0"}}}]}}
        """;

    // JSON texts of what might be put anywhere.
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "80", "65536", "1e3", "2147483648", "\"\"", "\"x\"", "\"true\"", "\"TCP\"", "\"ALL\"", "\"Always\"", "\"../x\"", "\"Memory\"",
        "\"0.5\"", "\"1Gi\"", "\"100E\"", "[]", "{}", "[null]", "[\"SYS_ADMIN\"]", "{\"type\":\"Unconfined\"}", "{\"path\":\"/\"}", "{\"host\":\"192.0.2.1\",\"port\":80}", "[{\"name\":\"x\"}]",
    ];

    private static readonly string[] Keys =
    [
        "hostNetwork", "hostPath", "privileged", "host", "hostPort", "secret", "add", "drop", "type", "name", "value", "command", "env", "envFrom", "ports", "restartPolicy", "emptyDir",
        "sizeLimit", "capabilities", "securityContext", "tolerations", "serviceAccountName", "terminationGracePeriodSeconds", "procMount", "seccompProfile", "livenessProbe", "httpGet", "x",
    ];

    [Fact]
    public void Rich_manifest_is_admitted() => PodInvariants.Check(Manifests.Admitted(Rich), Rich);

    [Fact]
    public void Mutated_tree_never_throws_and_keeps_the_invariants()
    {
        var admitted = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var tree = JsonNode.Parse(Rich)!;
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                Mutate(tree, random);
            }

            admitted += Judge(YamlWriter.Write(tree), seed) ? 1 : 0;
        }

        // Mutations so coarse that nothing gets through would leave the invariants untried.
        admitted.ShouldBeInRange(Seeds / 50, Seeds - (Seeds / 10));
    }

    [Fact]
    public void Mutated_text_never_throws_and_keeps_the_invariants()
    {
        const string Pieces = ":-{}[]&*!|>'\"%@# \n\t0";
        var text = YamlWriter.Write(JsonNode.Parse(Rich));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var at = random.Next(text.Length - 30);
            var length = random.Next(30);
            Judge(
                random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, text.Substring(random.Next(text.Length - 30), length)),
                    _ => text.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
                },
                seed);
        }
    }

    /// <summary>True when admitted.</summary>
    private static bool Judge(string manifest, int seed)
    {
        AdmissionResult? result = null;
        Should.NotThrow(() => result = Manifests.Judge(manifest), $"seed {seed}\n{manifest}");
        if (result is Refused refused)
        {
            refused.Reasons.ShouldNotBeEmpty($"seed {seed}\n{manifest}");
            return false;
        }

        PodInvariants.Check((Admitted)result!, $"seed {seed}\n{manifest}");
        return true;
    }

    private static void Mutate(JsonNode root, Random random)
    {
        var nodes = Inner(root).ToList();
        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        switch (nodes[random.Next(nodes.Count)])
        {
            case JsonObject map when map.Count > 0 && random.Next(3) > 0:
                var key = map.ElementAt(random.Next(map.Count)).Key;
                if (random.Next(3) == 0)
                {
                    map.Remove(key);
                }
                else
                {
                    map[key] = value;
                }

                break;
            case JsonObject map:
                map[Keys[random.Next(Keys.Length)]] = value;
                break;
            case JsonArray list when list.Count > 0 && random.Next(2) == 0:
                list[random.Next(list.Count)] = value;
                break;
            case JsonArray list:
                list.Add(list.Count > 0 && random.Next(2) == 0 ? list[0]?.DeepClone() : value);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<JsonNode> Inner(JsonNode node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(entry => entry.Value),
            JsonArray list => list,
            _ => [],
        };
        return children.Where(child => child is JsonObject or JsonArray).SelectMany(child => Inner(child!)).Prepend(node);
    }
}
