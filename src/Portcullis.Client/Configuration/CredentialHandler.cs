namespace Portcullis.Client.Configuration;

/// <summary>Puts the credential on requests that somebody else made, and sends them to the cluster.</summary>
internal sealed class CredentialHandler(HttpMessageHandler connections, Credential credential, string? hostHeader) : DelegatingHandler(connections)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var resolved = await credential.GetAsync(cancellationToken);
        request.Headers.Host = hostHeader;
        request.Headers.Authorization = resolved.Authorization;
        request.Options.Set(ConnectionHandler.CertificateKey, resolved.Certificate);
        foreach (var (name, value) in resolved.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            credential.Dispose();
        }

        base.Dispose(disposing);
    }
}
