using System.Net.Http.Headers;
using Portcullis.Client.Requests;

namespace Portcullis.Client.Configuration;

/// <summary>Who asks. Thread-safe; owned by the client.</summary>
internal abstract class Credential : IDisposable
{
    /// <summary>Nobody in particular.</summary>
    public static Credential Anonymous { get; } = new FixedCredential(ResolvedCredential.None);

    /// <summary>What to send now.</summary>
    /// <exception cref="KubernetesTransportException">It cannot be obtained.</exception>
    public abstract ValueTask<ResolvedCredential> GetAsync(CancellationToken ct);

    /// <summary>The server answered 401 to <paramref name="refused"/>.</summary>
    /// <returns>Whether the next <see cref="GetAsync"/> may give something else, so that a second try makes sense.</returns>
    public virtual bool Invalidate(ResolvedCredential refused) => false;

    public virtual void Dispose()
    {
    }
}

/// <summary>A credential as it goes over the wire. Prints nothing.</summary>
internal sealed class ResolvedCredential(AuthenticationHeaderValue? authorization, ClientCertificate? certificate, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    public static ResolvedCredential None { get; } = new(null, null, []);

    public AuthenticationHeaderValue? Authorization => authorization;

    public ClientCertificate? Certificate => certificate;

    /// <summary>Impersonation headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    public override string ToString() => "(credential)";

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}

/// <summary>The same for ever: certificates, tokens, passwords, or nothing.</summary>
internal sealed class FixedCredential(ResolvedCredential credential) : Credential
{
    public override ValueTask<ResolvedCredential> GetAsync(CancellationToken ct) => new(credential);
}
