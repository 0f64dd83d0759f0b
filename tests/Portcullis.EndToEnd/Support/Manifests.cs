using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.EndToEnd.Support;

/// <summary>Manifests and bodies that callers send.</summary>
internal static class Manifests
{
    public const string Nginx = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: challenge
        spec:
          containers:
            - name: app
              image: nginx:stable
              ports:
                - containerPort: 80
                  protocol: TCP
              resources:
                requests: {cpu: "100m", memory: "128Mi"}
                limits: {cpu: "100m", memory: "128Mi"}
        """;

    /// <summary>The nginx manifest with another image, which decides what the simulated kubelet does.</summary>
    public static string WithImage(string image) => Nginx.Replace("nginx:stable", image, StringComparison.Ordinal);

    /// <summary>The body of a create.</summary>
    public static JsonObject Create(string? manifest = null, params (string Name, JsonNode Value)[] more)
    {
        var body = new JsonObject
        {
            ["pod_spec"] = manifest ?? Nginx,
            ["target_port"] = new JsonArray(new JsonObject { ["container_port"] = 80, ["protocol"] = "TCP" }),
        };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>The same for a stack that belongs to somebody.</summary>
    public static JsonObject Owned(string owner, string challenge, string? manifest = null) =>
        Create(manifest, ("owner", owner), ("challenge", challenge));
}
