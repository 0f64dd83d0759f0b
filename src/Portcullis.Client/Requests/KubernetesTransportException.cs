namespace Portcullis.Client.Requests;

/// <summary>How talking to the cluster failed.</summary>
public enum TransportFault
{
    /// <summary>No connection came about: refused, no such host, a proxy said no. Nothing was sent.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed: a certificate that is not trusted or not for this host. Nothing was sent.</summary>
    Untrusted,

    /// <summary>Credentials could not be obtained. Nothing was sent.</summary>
    Credentials,

    /// <summary>The connection broke.</summary>
    ConnectionLost,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The answer could not be read.</summary>
    Garbled,
}

/// <summary>There was no answer of the API server, or none that can be read.</summary>
public sealed class KubernetesTransportException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="mayHaveBeenProcessed">Whether the server may have done what was asked.</param>
    /// <param name="message">One sentence, without credentials.</param>
    /// <param name="inner">The cause.</param>
    public KubernetesTransportException(TransportFault fault, bool mayHaveBeenProcessed, string message, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
        MayHaveBeenProcessed = mayHaveBeenProcessed;
    }

    /// <summary>What went wrong.</summary>
    public TransportFault Fault { get; }

    /// <summary>True after a lost reply: a write must be looked up before it is repeated. False when nothing was sent.</summary>
    public bool MayHaveBeenProcessed { get; }

    /// <summary>Whether the same request may succeed later without anybody mending anything.</summary>
    public bool IsTransient => Fault is TransportFault.Unreachable or TransportFault.ConnectionLost or TransportFault.Timeout;
}
