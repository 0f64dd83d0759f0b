using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portcullis.Client.Configuration;

/// <summary>A certificate with its private key, and the intermediates that go with it. Prints nothing of the key.</summary>
internal sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context) => Context = context;

    /// <summary>As TLS wants it.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Tells certificates apart.</summary>
    public string Thumbprint => Context.TargetCertificate.Thumbprint;

    /// <summary>Reads PEM: certificates, own first; the key as PKCS#8, PKCS#1 (RSA) or SEC1 (EC).</summary>
    /// <exception cref="CryptographicException">The text is no such PEM, or the key is not the certificate's.</exception>
    public static ClientCertificate FromPem(string certificates, SecretText key)
    {
        var own = X509Certificate2.CreateFromPem(certificates, key.Reveal());
        if (OperatingSystem.IsWindows())
        {
            // Schannel cannot use keys that live in memory only.
            using var inMemory = own;
            own = X509CertificateLoader.LoadPkcs12(inMemory.Export(X509ContentType.Pkcs12), null);
        }
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificates);
        return new(SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true));
    }

    /// <summary>Reads PEM bytes.</summary>
    public static ClientCertificate FromPem(byte[] certificates, byte[] key) =>
        FromPem(Encoding.UTF8.GetString(certificates), new SecretText(Encoding.UTF8.GetString(key)));

    public override string ToString() => $"certificate {Thumbprint}";
}
