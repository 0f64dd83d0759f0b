using System.Text.Json.Nodes;
using Portcullis.Yaml.Writing;

namespace Portcullis.Admission.Tests.Fuzz;

/// <summary>Whatever becomes of a good manifest, admission never throws, and what it admits keeps the invariants.</summary>
public sealed class AdmissionFuzzTests
{
    // 200,000 together. Text is mostly no YAML any more after a mutation, and so costs less than a tree.
    private const int Trees = 80_000;
    private const int Texts = 120_000;

    // What is admitted is looked at through and through once in so many times; the rest as far as is cheap.
    private const int Closely = 50;

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

    // Smaller ones, of one concern each: most seeds go here, where a mutation hits what matters more often, and costs less.
    private const string Security = """
        {"apiVersion": "v1", "kind": "Pod", "spec": {"hostUsers": false, "securityContext": {"runAsUser": 1000, "runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
          "containers": [{"name": "app", "image": "x", "ports": [{"containerPort": 80}], "resources": {"limits": {"cpu": "1", "memory": "1Mi"}},
            "securityContext": {"readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}, "allowPrivilegeEscalation": false}}]}}
        """;

    private const string Volumes = """
        {"apiVersion": "v1", "kind": "Pod", "spec": {
          "volumes": [{"name": "data", "emptyDir": {"sizeLimit": "1Mi"}}, {"name": "info", "downwardAPI": {"items": [{"path": "l", "fieldRef": {"fieldPath": "metadata.labels"}}]}}],
          "containers": [{"name": "app", "image": "x", "ports": [{"containerPort": 80}], "resources": {"limits": {"cpu": "1", "memory": "1Mi"}},
            "env": [{"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}], "volumeMounts": [{"name": "data", "mountPath": "/d"}]}]}}
        """;

    private const string Probes = """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"labels": {"app": "a"}}, "spec": {
          "initContainers": [{"name": "side", "image": "x", "restartPolicy": "Always", "resources": {"limits": {"cpu": "10m", "memory": "1Mi"}}}],
          "containers": [{"name": "app", "image": "x", "ports": [{"containerPort": 80, "name": "web"}], "resources": {"limits": {"cpu": "1", "memory": "1Mi"}},
            "livenessProbe": {"httpGet": {"port": "web"}}, "lifecycle": {"preStop": {"tcpSocket": {"port": 80}}}}]}}
        """;

    private static readonly string[] Bases = [Rich, Security, Volumes, Probes];

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
    public void Every_base_is_admitted()
    {
        foreach (var manifest in Bases)
        {
            PodInvariants.Check(Manifests.Admitted(manifest), manifest);
        }
    }

    [Fact]
    public void Mutated_tree_never_throws_and_keeps_the_invariants()
    {
        var bases = Bases.Select(manifest => JsonNode.Parse(manifest)!).ToList();
        var admitted = Run(Trees, random =>
        {
            var tree = bases[random.Next(bases.Count)].DeepClone();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                Mutate(tree, random);
            }

            return random.Next(8) == 0 ? YamlWriter.Write(tree) : tree.ToJsonString();
        });

        // Mutations so coarse that nothing gets through would leave the invariants untried.
        admitted.ShouldBeInRange(Trees / 50, Trees - (Trees / 10));
    }

    [Fact]
    public void Mutated_text_never_throws_and_keeps_the_invariants()
    {
        const string Pieces = ":-{}[]&*!|>'\"%@# \n\t0";
        var texts = Bases.Select(manifest => YamlWriter.Write(JsonNode.Parse(manifest))).ToList();
        Run(Texts, random =>
        {
            var text = texts[random.Next(texts.Count)];
            var at = random.Next(text.Length - 30);
            var length = random.Next(30);
            return random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(random.Next(text.Length - 30), length)),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
            };
        });
    }

    /// <summary>Judges what comes out of so many seeds, on all processors.</summary>
    /// <returns>How many were admitted.</returns>
    private static int Run(int seeds, Func<Random, string> mutate)
    {
        var admitted = 0;
        Parallel.For(0, seeds, seed =>
        {
            var manifest = mutate(new Random(seed));
            try
            {
                if (Judge(manifest, closely: seed % Closely == 0))
                {
                    Interlocked.Increment(ref admitted);
                }
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}\n{manifest}", error);
            }
        });
        return admitted;
    }

    /// <summary>True when admitted.</summary>
    private static bool Judge(string manifest, bool closely)
    {
        switch (Manifests.Judge(manifest))
        {
            case Admitted admitted when closely:
                PodInvariants.Check(admitted, manifest);
                return true;
            case Admitted admitted:
                PodInvariants.CheckQuickly(admitted.Pod);
                return true;
            case Refused { Reasons.Count: > 0 }:
                return false;
            default:
                throw new ShouldAssertException("refused without a reason");
        }
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
