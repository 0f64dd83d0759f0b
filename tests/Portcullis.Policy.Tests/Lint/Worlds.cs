namespace Portcullis.Policy.Tests.Lint;

/// <summary>Clusters to look at, in YAML, and policies in them.</summary>
internal static class Worlds
{
    /// <summary>Two namespaces with the label that names them; a web pod and its database, and a stack.</summary>
    public const string Usual = """
        kind: Namespace
        metadata: {name: shop, labels: {kubernetes.io/metadata.name: shop, team: a}}
        ---
        kind: Namespace
        metadata: {name: stacks, labels: {kubernetes.io/metadata.name: stacks}}
        ---
        kind: Pod
        metadata: {namespace: shop, name: web, labels: {app: web}}
        spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}
        status: {podIP: 10.1.0.1}
        ---
        kind: Pod
        metadata: {namespace: shop, name: db, labels: {app: db}}
        spec: {containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]}
        status: {podIP: 10.1.0.2}
        ---
        kind: Pod
        metadata: {namespace: stacks, name: stack, labels: {stack: s1}}
        spec: {containers: [{name: c}]}
        status: {podIP: 10.1.0.3}
        ---
        kind: Service
        metadata: {namespace: shop, name: web}
        spec: {clusterIP: 10.9.0.1, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
        ---

        """;

    /// <summary>The usual cluster with one policy in it.</summary>
    /// <param name="spec">The spec of the policy, as a flow mapping.</param>
    /// <param name="name">Its name.</param>
    public static string With(string spec, string name = "walls") => Usual + Policy(spec, name);

    /// <summary>A policy of the namespace <c>shop</c>.</summary>
    public static string Policy(string spec, string name = "walls") =>
        $"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{namespace: shop, name: {name}}}\nspec: {spec}\n---\n";
}
