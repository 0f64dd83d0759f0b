using System.Text.Json.Nodes;

namespace Portcullis.Client.Configuration;

/// <summary>What goes to and comes from a credential plugin. <see href="https://kubernetes.io/docs/reference/config-api/client-authentication.v1/"/></summary>
internal sealed record ExecCredentialWire
{
    public string? ApiVersion { get; init; }
    public string? Kind { get; init; }
    public ExecCredentialSpecWire? Spec { get; init; }
    public ExecCredentialStatusWire? Status { get; init; }
}

/// <summary>What the plugin is told.</summary>
internal sealed record ExecCredentialSpecWire
{
    public ExecClusterWire? Cluster { get; init; }
    public bool Interactive { get; init; }
}

/// <summary>The cluster, for plugins that ask for it (<c>provideClusterInfo</c>).</summary>
internal sealed record ExecClusterWire
{
    public string? Server { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("certificate-authority-data")]
    public string? CertificateAuthorityData { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }

    public JsonNode? Config { get; init; }
}

/// <summary>The credential. Printed by nothing: a class, not a record.</summary>
internal sealed class ExecCredentialStatusWire
{
    public string? ExpirationTimestamp { get; init; }
    public string? Token { get; init; }
    public string? ClientCertificateData { get; init; }
    public string? ClientKeyData { get; init; }
}
