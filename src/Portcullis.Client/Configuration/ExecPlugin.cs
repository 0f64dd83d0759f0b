using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Portcullis.Client.Requests;

namespace Portcullis.Client.Configuration;

/// <summary>Runs a credential plugin. <see href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"/></summary>
internal sealed class ExecPlugin(ExecConfig config, KubeconfigCluster cluster, TimeProvider time)
{
    public const string V1 = "client.authentication.k8s.io/v1";
    public const string V1Beta1 = "client.authentication.k8s.io/v1beta1";

    /// <summary>Plugins ask cloud services; one that takes longer hangs.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    /// <summary>How much of the plugin's complaints goes into the error.</summary>
    private const int LongestComplaint = 2048;

    /// <summary>Runs it once.</summary>
    /// <exception cref="KubernetesTransportException">It cannot be run, fails, or answers no credential.</exception>
    public async Task<ExecCredentialStatusWire> RunAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(LongestRun, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(linked.Token);
            var complaints = process.StandardError.ReadToEndAsync(linked.Token);
            await Task.WhenAll(output, complaints);
            await process.WaitForExitAsync(linked.Token);
            return process.ExitCode == 0
                ? Read(await output, await complaints)
                : throw Failure($"failed with exit code {process.ExitCode}{Quote(await complaints)}");
        }
        catch (OperationCanceledException error)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw Failure($"did not answer within {LongestRun.TotalSeconds:0} s", error);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Find(config.Command!))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in config.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (name, value) in config.Environment)
        {
            start.Environment[name] = value.Reveal();
        }
        start.Environment["KUBERNETES_EXEC_INFO"] = Information();
        try
        {
            return Process.Start(start) ?? throw Failure("did not start");
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException)
        {
            throw Failure($"cannot be run: {error.Message}{Hint()}", error);
        }
    }

    /// <summary>Looks in PATH and nowhere else: the base library would also run what lies in the working directory.</summary>
    private string Find(string command)
    {
        if (Path.IsPathRooted(command))
        {
            return command;
        }
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var suffix in OperatingSystem.IsWindows() ? [".exe", ".cmd", ""] : (string[])[""])
            {
                var candidate = Path.GetFullPath(Path.Combine(directory, command + suffix));
                if (File.Exists(candidate))
                {
                    return candidate;
                }
            }
        }
        throw Failure($"is not installed: not found in PATH{Hint()}");
    }

    private string Information()
    {
        var information = new ExecCredentialWire
        {
            ApiVersion = config.ApiVersion,
            Kind = "ExecCredential",
            Spec = new()
            {
                Interactive = false,
                Cluster = config.ProvideClusterInfo
                    ? new()
                    {
                        Server = cluster.Server,
                        TlsServerName = cluster.TlsServerName,
                        InsecureSkipTlsVerify = cluster.SkipVerification ? true : null,
                        CertificateAuthorityData = cluster.AuthorityData ?? (cluster.AuthorityFile is { } file ? Convert.ToBase64String(File.ReadAllBytes(file)) : null),
                        ProxyUrl = cluster.ProxyUrl,
                        Config = cluster.ExecConfig,
                    }
                    : null,
            },
        };
        return JsonSerializer.Serialize(information, ClientJson.Default.ExecCredentialWire);
    }

    /// <summary>The output holds the credential, so no message ever quotes it.</summary>
    private ExecCredentialStatusWire Read(string output, string complaints)
    {
        ExecCredentialWire? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ClientJson.Default.ExecCredentialWire);
        }
        catch (JsonException)
        {
            throw Failure($"did not print an ExecCredential in JSON{Quote(complaints)}");
        }
        if (answer?.Kind != "ExecCredential" || answer.ApiVersion != config.ApiVersion)
        {
            throw Failure($"did not print an ExecCredential of '{config.ApiVersion}'{Quote(complaints)}");
        }
        return answer.Status is { } status && (!string.IsNullOrEmpty(status.Token) || (!string.IsNullOrEmpty(status.ClientCertificateData) && !string.IsNullOrEmpty(status.ClientKeyData)))
            ? status
            : throw Failure($"printed neither a token nor a certificate with its key{Quote(complaints)}");
    }

    private string Hint() => string.IsNullOrWhiteSpace(config.InstallHint) ? "" : $"; {config.InstallHint.Trim()}";

    private static string Quote(string complaints)
    {
        var text = complaints.Trim();
        return text.Length == 0 ? "" : ": " + (text.Length > LongestComplaint ? text[..LongestComplaint] : text);
    }

    private KubernetesTransportException Failure(string what, Exception? inner = null) =>
        new(TransportFault.Credentials, mayHaveBeenProcessed: false, $"the credential plugin '{config.Command}' {what}", inner);
}
