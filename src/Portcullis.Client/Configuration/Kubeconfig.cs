using System.Text.Json.Nodes;

namespace Portcullis.Client.Configuration;

/// <summary>What kubeconfig files say, as far as it is understood here. Secrets print nothing.</summary>
/// <remarks><see href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/"/></remarks>
internal sealed class Kubeconfig
{
    public string? CurrentContext { get; set; }

    public Dictionary<string, KubeconfigCluster> Clusters { get; } = [];

    public Dictionary<string, KubeconfigUser> Users { get; } = [];

    public Dictionary<string, KubeconfigContext> Contexts { get; } = [];

    /// <summary>Takes in what a later file adds; whatever an earlier file said stays, as with kubectl.</summary>
    public void AddMissing(Kubeconfig later)
    {
        CurrentContext = string.IsNullOrEmpty(CurrentContext) ? later.CurrentContext : CurrentContext;
        AddMissing(Clusters, later.Clusters);
        AddMissing(Users, later.Users);
        AddMissing(Contexts, later.Contexts);
    }

    private static void AddMissing<TValue>(Dictionary<string, TValue> into, Dictionary<string, TValue> from)
    {
        foreach (var (name, value) in from)
        {
            into.TryAdd(name, value);
        }
    }
}

/// <summary>One cluster. Paths are absolute already.</summary>
internal sealed record KubeconfigCluster
{
    public string? Server { get; init; }
    public string? AuthorityFile { get; init; }
    public string? AuthorityData { get; init; }
    public bool SkipVerification { get; init; }
    public string? TlsServerName { get; init; }
    public string? ProxyUrl { get; init; }

    /// <summary>The extension that is handed to credential plugins.</summary>
    public JsonNode? ExecConfig { get; init; }
}

/// <summary>One context.</summary>
internal sealed record KubeconfigContext(string? Cluster, string? User, string? Namespace);

/// <summary>One user. Paths are absolute already.</summary>
internal sealed record KubeconfigUser
{
    public string? CertificateFile { get; init; }
    public string? CertificateData { get; init; }
    public string? KeyFile { get; init; }
    public SecretText? KeyData { get; init; }
    public SecretText? Token { get; init; }
    public string? TokenFile { get; init; }
    public string? Username { get; init; }
    public SecretText? Password { get; init; }
    public ExecConfig? Exec { get; init; }
    public bool HasAuthProvider { get; init; }

    /// <summary>The impersonation headers, ready to be sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Impersonation { get; init; } = [];
}

/// <summary>A credential plugin.</summary>
internal sealed record ExecConfig
{
    public string? ApiVersion { get; init; }
    public string? Command { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];
    public IReadOnlyList<KeyValuePair<string, SecretText>> Environment { get; init; } = [];
    public string? InteractiveMode { get; init; }
    public bool ProvideClusterInfo { get; init; }
    public string? InstallHint { get; init; }
}
