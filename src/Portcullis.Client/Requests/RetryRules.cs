using Portcullis.Client.Retrying;

namespace Portcullis.Client.Requests;

/// <summary>Which failures a call may repeat by itself, and after how long. Pure.</summary>
internal static class RetryRules
{
    /// <summary>For a 429 that does not say when; the API server itself says 1 s.</summary>
    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(1);

    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(2));

    /// <param name="isRead">Whether the request only reads.</param>
    /// <param name="failure">What the attempt threw.</param>
    /// <param name="attempt">How many attempts were made before this one.</param>
    /// <param name="jitter">From 0 to 1: callers that failed together should not come back together.</param>
    /// <returns>How long to wait before the repeat; null when the failure must be reported.</returns>
    public static TimeSpan? DelayBefore(bool isRead, Exception failure, int attempt, double jitter) => failure switch
    {
        KubernetesApiException { StatusCode: 429 } error => Max(error.RetryAfter ?? Throttled, Pauses.After(attempt + 1, jitter)),
        KubernetesApiException { StatusCode: >= 500, RetryAfter: { } asked } error when isRead || !error.MayHaveBeenProcessed => Max(asked, Pauses.After(attempt + 1, jitter)),
        KubernetesTransportException { IsTransient: true } error when isRead || !error.MayHaveBeenProcessed => Pauses.After(attempt + 1, jitter),
        _ => null,
    };

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
