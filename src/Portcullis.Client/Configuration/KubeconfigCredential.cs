using System.Net.Http.Headers;
using System.Text;

namespace Portcullis.Client.Configuration;

/// <summary>Turns a user of a kubeconfig into a credential.</summary>
internal static class KubeconfigCredential
{
    /// <summary>Checks a user and says how to make the credential.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cluster">The cluster, for plugins that ask about it.</param>
    /// <param name="name">The user's name, for messages.</param>
    /// <param name="problems">Gets what is wrong with the user.</param>
    public static Func<TimeProvider, Credential>? TryMake(KubeconfigUser user, KubeconfigCluster cluster, string name, List<string> problems)
    {
        var before = problems.Count;
        var hasToken = user.Token is not null || user.TokenFile is not null;
        var hasBasic = user.Username is not null || user.Password is not null;
        if (user.HasAuthProvider)
        {
            problems.Add($"user '{name}' has an auth-provider, which Kubernetes 1.26 has given up: use an exec plugin");
        }
        if (hasToken && hasBasic)
        {
            problems.Add($"user '{name}' has a token and a password: only one of them can be meant");
        }
        var certificate = Certificate(user, name, problems);
        if (user.Exec is { } exec)
        {
            CheckExec(exec, name, problems);
        }
        if (problems.Count > before)
        {
            return null;
        }
        var headers = user.Impersonation;
        if (user.TokenFile is { } file)
        {
            return time => new TokenFileCredential(file, user.Token, certificate, headers, time);
        }
        if (user.Token is { } token)
        {
            return _ => new FixedCredential(new(ResolvedCredential.Bearer(token.Reveal()), certificate, headers));
        }
        if (hasBasic)
        {
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Username}:{user.Password?.Reveal()}"));
            return _ => new FixedCredential(new(new AuthenticationHeaderValue("Basic", basic), certificate, headers));
        }
        return user.Exec is { } plugin
            ? time => new ExecCredential(new ExecPlugin(plugin, cluster, time), certificate, headers, time)
            : _ => new FixedCredential(new(null, certificate, headers));
    }

    private static ClientCertificate? Certificate(KubeconfigUser user, string name, List<string> problems)
    {
        var hasCertificate = user.CertificateData is not null || user.CertificateFile is not null;
        var hasKey = user.KeyData is not null || user.KeyFile is not null;
        if (hasCertificate != hasKey)
        {
            problems.Add($"user '{name}' has {(hasKey ? "a client key but no client certificate" : "a client certificate but no client key")}");
            return null;
        }
        if (!hasCertificate)
        {
            return null;
        }
        try
        {
            return ClientCertificate.FromPem(
                KubeconfigAccess.PemBytes(user.CertificateData, user.CertificateFile!),
                KubeconfigAccess.PemBytes(user.KeyData?.Reveal(), user.KeyFile!));
        }
        catch (Exception error) when (KubeconfigAccess.IsUnreadable(error))
        {
            problems.Add($"the client certificate of user '{name}' cannot be used: {error.Message}");
            return null;
        }
    }

    private static void CheckExec(ExecConfig exec, string name, List<string> problems)
    {
        if (exec.Command is null)
        {
            problems.Add($"the plugin of user '{name}' has no command");
        }
        if (exec.ApiVersion is not (ExecPlugin.V1 or ExecPlugin.V1Beta1))
        {
            problems.Add($"the plugin of user '{name}' speaks '{exec.ApiVersion}'; '{ExecPlugin.V1}' and '{ExecPlugin.V1Beta1}' are understood");
        }
        if (exec.InteractiveMode == "Always")
        {
            problems.Add($"the plugin of user '{name}' insists on a terminal, which a service does not have");
        }
    }
}
