using System.Security.Authentication;

namespace Portcullis.Client.Requests;

/// <summary>Tells the failures of HTTP apart.</summary>
internal static class TransportFaults
{
    /// <param name="request">The request, for the message.</param>
    /// <param name="error">What the handler threw.</param>
    /// <param name="sendingBegan">Whether the body was begun to be sent; true for requests without one.</param>
    public static KubernetesTransportException Translate(ApiRequest request, Exception error, bool sendingBegan)
    {
        var fault = error is HttpRequestException http ? FaultOf(http) : TransportFault.ConnectionLost;
        var sent = sendingBegan && fault is not (TransportFault.Unreachable or TransportFault.Untrusted);
        return new(fault, sent, $"{Words(fault)} at {request}: {Innermost(error)}", error);
    }

    /// <summary>No answer within the time that the call had.</summary>
    public static KubernetesTransportException TimedOut(ApiRequest request, TimeSpan timeout, bool sendingBegan, Exception? inner) =>
        new(TransportFault.Timeout, sendingBegan, $"no answer within {timeout.TotalSeconds:0.###} s at {request}", inner);

    /// <summary>The handler gave up connecting.</summary>
    public static KubernetesTransportException ConnectTimedOut(ApiRequest request, Exception inner) =>
        new(TransportFault.Unreachable, mayHaveBeenProcessed: false, $"no connection came about in time at {request}", inner);

    /// <summary>An answer arrived but makes no sense.</summary>
    public static KubernetesTransportException Garbled(ApiRequest request, Exception inner) =>
        new(TransportFault.Garbled, mayHaveBeenProcessed: true, $"the answer to {request} cannot be read: {inner.Message}", inner);

    private static TransportFault FaultOf(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => TransportFault.Unreachable,

        // A handshake that breaks off (a server that restarts) is no verdict on anybody's certificate.
        HttpRequestError.SecureConnectionError => error.InnerException is AuthenticationException ? TransportFault.Untrusted : TransportFault.Unreachable,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded => TransportFault.Garbled,
        _ => TransportFault.ConnectionLost,
    };

    private static string Words(TransportFault fault) => fault switch
    {
        TransportFault.Unreachable => "no connection to the cluster",
        TransportFault.Untrusted => "no trusted connection to the cluster",
        TransportFault.Garbled => "an answer that is no HTTP",
        _ => "the connection to the cluster broke",
    };

    /// <summary>The outer messages of HTTP say little ("an error occurred"), the innermost says what.</summary>
    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }
        return error.Message;
    }
}
