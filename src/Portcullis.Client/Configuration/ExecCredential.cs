using System.Security.Cryptography;
using Portcullis.Client.Requests;
using Portcullis.Model.Json;

namespace Portcullis.Client.Configuration;

/// <summary>What a plugin gave, until it expires or the server refuses it.</summary>
/// <remarks>
/// One run at a time, whoever needs it; it goes on when the request that began it is given up, so that a slow plugin
/// serves the next one.
/// </remarks>
internal sealed class ExecCredential(
    ExecPlugin plugin,
    ClientCertificate? certificate,
    IReadOnlyList<KeyValuePair<string, string>> headers,
    TimeProvider time) : Credential
{
    /// <summary>A credential that is about to expire would be refused on its way.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _life = new();
    private Held? _held;
    private Task<Held>? _run;
    private ClientCertificate? _lastCertificate;

    public override ValueTask<ResolvedCredential> GetAsync(CancellationToken ct)
    {
        Task<Held> run;
        lock (_gate)
        {
            if (_held is { } held && (held.Expires is null || time.GetUtcNow() < held.Expires - Margin))
            {
                return new(held.Credential);
            }
            run = _run is { IsCompleted: false } ? _run : _run = Task.Run(RunAsync);
        }
        return WaitAsync(run, ct);
    }

    public override bool Invalidate(ResolvedCredential refused)
    {
        lock (_gate)
        {
            _held = ReferenceEquals(_held?.Credential, refused) ? null : _held;
        }
        return true;
    }

    public override void Dispose()
    {
        _life.Cancel();
        _life.Dispose();
        base.Dispose();
    }

    private static async ValueTask<ResolvedCredential> WaitAsync(Task<Held> run, CancellationToken ct) => (await run.WaitAsync(ct)).Credential;

    private async Task<Held> RunAsync()
    {
        var status = await plugin.RunAsync(_life.Token);
        var held = new Held(
            new(status.Token is { Length: > 0 } token ? ResolvedCredential.Bearer(token) : null, Certificate(status) ?? certificate, headers),
            Rfc3339.TryParse(status.ExpirationTimestamp, out var expires) ? expires : null);
        lock (_gate)
        {
            _held = held;
        }
        return held;
    }

    /// <summary>Made anew only when it differs: another certificate means other connections.</summary>
    private ClientCertificate? Certificate(ExecCredentialStatusWire status)
    {
        if (string.IsNullOrEmpty(status.ClientCertificateData) || string.IsNullOrEmpty(status.ClientKeyData))
        {
            return null;
        }
        try
        {
            var fresh = ClientCertificate.FromPem(status.ClientCertificateData, new SecretText(status.ClientKeyData));
            return _lastCertificate = _lastCertificate?.Thumbprint == fresh.Thumbprint ? _lastCertificate : fresh;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new KubernetesTransportException(TransportFault.Credentials, mayHaveBeenProcessed: false, $"the certificate of the credential plugin cannot be used: {error.Message}");
        }
    }

    private sealed record Held(ResolvedCredential Credential, DateTimeOffset? Expires);
}
