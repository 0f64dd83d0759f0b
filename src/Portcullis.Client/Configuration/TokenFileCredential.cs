using Portcullis.Client.Requests;

namespace Portcullis.Client.Configuration;

/// <summary>A token in a file that somebody rotates: read again every minute (as client-go) and after a 401.</summary>
/// <param name="path">The file.</param>
/// <param name="fallback">The token to use while the file cannot be read and never could.</param>
/// <param name="certificate">Sent alongside.</param>
/// <param name="headers">Sent alongside.</param>
/// <param name="time">Says when a minute has passed.</param>
internal sealed class TokenFileCredential(
    string path,
    SecretText? fallback,
    ClientCertificate? certificate,
    IReadOnlyList<KeyValuePair<string, string>> headers,
    TimeProvider time) : Credential
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private volatile Reading? _last;

    public override async ValueTask<ResolvedCredential> GetAsync(CancellationToken ct)
    {
        var last = _last;
        if (last is { Stale: false } && time.GetElapsedTime(last.At) < Period)
        {
            return last.Credential;
        }
        string token;
        try
        {
            token = (await File.ReadAllTextAsync(path, ct)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return last?.Credential ?? Fallback(error.Message);
        }
        if (token.Length == 0)
        {
            return last?.Credential ?? Fallback("it is empty");
        }

        // Two readers at once read the same file: whichever wins, the token is a current one.
        _last = new(Make(token), time.GetTimestamp(), Stale: false);
        return _last.Credential;
    }

    public override bool Invalidate(ResolvedCredential refused)
    {
        if (_last is { } last && ReferenceEquals(last.Credential, refused))
        {
            _last = last with { Stale = true };
        }
        return true;
    }

    private ResolvedCredential Fallback(string why) => fallback is not null
        ? Make(fallback.Reveal())
        : throw new KubernetesTransportException(TransportFault.Credentials, mayHaveBeenProcessed: false, $"the token file '{path}' cannot be read: {why}");

    private ResolvedCredential Make(string token) => new(ResolvedCredential.Bearer(token), certificate, headers);

    private sealed record Reading(ResolvedCredential Credential, long At, bool Stale);
}
