using Portcullis.Client.Requests;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Reflecting;

/// <summary>Failures as far as a reflector tells them apart.</summary>
/// <param name="Kind">What it means for the next step.</param>
/// <param name="RetryAfter">When the server wants to be asked again.</param>
internal sealed record ReflectorFailure(ReflectorFailureKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>The cause with which the API server refuses a version from its future, such as after a restore from a backup.</summary>
    private const string VersionTooLarge = "ResourceVersionTooLarge";

    public static ReflectorFailure Of(Exception error) => error switch
    {
        KubernetesApiException api => new(KindOf(api.StatusCode, api.Status), api.RetryAfter),
        KubernetesTransportException { Fault: TransportFault.Garbled } => new(ReflectorFailureKind.Unusable),
        KubernetesTransportException => new(ReflectorFailureKind.Passing),
        _ => new(ReflectorFailureKind.Unusable),
    };

    /// <summary>Of an error that came as an event: its HTTP status is in the body.</summary>
    public static ReflectorFailure Of(Status status) =>
        new(KindOf(status.Code ?? 0, status), status.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null);

    private static ReflectorFailureKind KindOf(int code, Status status)
    {
        if (code == 410 || status.Reason is StatusReasons.Expired or StatusReasons.Gone)
        {
            return ReflectorFailureKind.Expired;
        }
        if (status.Details?.Causes?.Any(cause => cause.Reason == VersionTooLarge) == true)
        {
            return ReflectorFailureKind.Unusable;
        }
        return code switch
        {
            404 => ReflectorFailureKind.Absent,
            401 or 403 or 408 or 429 or >= 500 => ReflectorFailureKind.Passing,
            _ => ReflectorFailureKind.Unusable,
        };
    }
}

/// <summary>What a failure means for the next step.</summary>
internal enum ReflectorFailureKind
{
    /// <summary>The same request may succeed later.</summary>
    Passing,

    /// <summary>The version or the continue token is too old.</summary>
    Expired,

    /// <summary>The server does not know the resource, or the namespace.</summary>
    Absent,

    /// <summary>What was asked makes no sense to the server, or its answer none to us: start over.</summary>
    Unusable,

    /// <summary>An open watch has said nothing for longer than silence is borne.</summary>
    Silent,

    /// <summary>The server is behind what was seen of it: it has gone back in time, or is another one.</summary>
    Behind,
}
