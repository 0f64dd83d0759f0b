using System.Security.Cryptography.X509Certificates;

namespace Portcullis.Client.Configuration;

/// <summary>Which server certificates are believed.</summary>
/// <param name="Roots">The authorities, and no others; null for those of the machine.</param>
/// <param name="SkipVerification">Believe anything (<c>insecure-skip-tls-verify</c>).</param>
/// <param name="ServerName">The name the certificate must have, instead of the address's host.</param>
internal sealed record ServerTrust(X509Certificate2Collection? Roots, bool SkipVerification, string? ServerName)
{
    public static ServerTrust Machine { get; } = new(null, SkipVerification: false, ServerName: null);

    /// <summary>Reads a bundle of PEM certificates.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is none in it, or one cannot be read.</exception>
    public static X509Certificate2Collection ReadRoots(string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(pem);
        return roots.Count > 0 ? roots : throw new System.Security.Cryptography.CryptographicException("no certificate in the PEM text");
    }
}
