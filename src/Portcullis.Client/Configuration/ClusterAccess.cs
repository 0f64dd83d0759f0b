using Portcullis.Client.Requests;

namespace Portcullis.Client.Configuration;

/// <summary>Where a cluster is and who asks. Holds secrets and prints none.</summary>
public sealed partial class ClusterAccess
{
    private readonly Func<TimeProvider, Credential> _credential;

    internal ClusterAccess(Uri server, ServerTrust trust, Uri? proxy, string? ns, string origin, Func<TimeProvider, Credential> credential)
    {
        Server = server;
        Trust = trust;
        Proxy = proxy;
        Namespace = ns;
        Origin = origin;
        _credential = credential;
    }

    /// <summary>The address of the API server.</summary>
    public Uri Server { get; }

    /// <summary>The namespace of the context or of the service account; null when it has none.</summary>
    public string? Namespace { get; }

    /// <summary>Where this was found, in words for people: <c>context 'dev' of /home/me/.kube/config</c>.</summary>
    public string Origin { get; }

    internal ServerTrust Trust { get; }

    internal Uri? Proxy { get; }

    /// <summary>
    /// What <c>tls-server-name</c> turns into. .NET takes the name for SNI and for checking the certificate from the
    /// Host header; API servers do not look at that header.
    /// </summary>
    internal string? HostHeader => Trust.ServerName;

    /// <summary>The origin and the server; never a credential.</summary>
    public override string ToString() => $"{Server} ({Origin})";

    /// <summary>A way to send requests of one's own: connections of their own, with the credential on every request.</summary>
    /// <remarks>For what <see cref="KubernetesClient"/> does not speak of, and for putting something between it and the cluster.</remarks>
    /// <param name="time">The clock for credentials that expire.</param>
    /// <returns>Sends to whatever address a request names: give it no other than <see cref="Server"/>.</returns>
    public HttpMessageHandler CreateHandler(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new CredentialHandler(new ConnectionHandler(this), CreateCredential(time), HostHeader);
    }

    internal Credential CreateCredential(TimeProvider time) => _credential(time);
}

/// <summary>What looking for a cluster found. Closed: the cases are the nested types.</summary>
public abstract record ClusterAccessResult
{
    private ClusterAccessResult()
    {
    }

    /// <summary>A cluster to talk to; whether it answers is another question.</summary>
    /// <param name="Access">How to reach it.</param>
    public sealed record Found(ClusterAccess Access) : ClusterAccessResult;

    /// <summary>None, or one whose description is broken.</summary>
    /// <param name="Lines">What was looked for, where, and what was wrong with it; one sentence each, without secrets.</param>
    public sealed record NotFound(IReadOnlyList<string> Lines) : ClusterAccessResult;
}
