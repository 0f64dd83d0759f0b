namespace Portcullis.Tests.Cli.Policies;

/// <summary>A stack, a backend, and the policy that a well-known guide recommends: ingress from every namespace that is not named stacks.</summary>
internal static class PolicyWorld
{
    public const string Guide = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: no-stacks, namespace: backend}
        spec:
          podSelector: {}
          policyTypes: [Ingress]
          ingress:
          - from:
            - namespaceSelector:
                matchExpressions:
                - {key: kubernetes.io/metadata.name, operator: NotIn, values: [stacks]}

        """;

    /// <summary>As clusters are since Kubernetes 1.21.</summary>
    public static string Labelled { get; } = World(", labels: {kubernetes.io/metadata.name: backend}", ", labels: {kubernetes.io/metadata.name: stacks}");

    /// <summary>As older ones are.</summary>
    public static string Unlabelled { get; } = World("", "");

    private static string World(string ofBackend, string ofStacks) => Guide + $$$"""
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: backend{{{ofBackend}}} }}
        ---
        {apiVersion: v1, kind: Namespace, metadata: {name: stacks{{{ofStacks}}} }}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: api, namespace: backend}, spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}, status: {podIP: 10.0.0.1}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: stack-1, namespace: stacks}, spec: {containers: [{name: c}]}, status: {podIP: 10.0.0.2}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: done, namespace: stacks}, spec: {containers: [{name: c}]}, status: {phase: Succeeded, podIP: 10.0.0.3}}

        """;
}
