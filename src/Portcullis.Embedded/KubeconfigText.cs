namespace Portcullis.Embedded;

/// <summary>The kubeconfig of an embedded cluster.</summary>
internal static class KubeconfigText
{
    public static string Of(Uri address, string? token)
    {
        // Some clients, the official one for .NET among them, take no user without credentials; nobody asks for these.
        var user = token is null ? "{token: anyone}" : $"{{token: \"{token.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"}}";
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: embedded
              cluster:
                server: {address.GetLeftPart(UriPartial.Authority)}
            users:
            - name: embedded
              user: {user}
            contexts:
            - name: embedded
              context:
                cluster: embedded
                user: embedded
            current-context: embedded

            """;
    }
}
