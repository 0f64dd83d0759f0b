namespace Portcullis.Client.Requests;

/// <summary>How a <see cref="KubernetesClient"/> behaves.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>How long a call other than a watch may take, repeats and waits included. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many times one call may be repeated where repeating is safe. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Requests per second that the client allows itself; 0, the default, for no limit.</summary>
    public double Qps { get; init; }

    /// <summary>How many requests may go at once before <see cref="Qps"/> slows them; below 1 counts as 1.</summary>
    public int Burst { get; init; }

    /// <summary>Sent as <c>User-Agent</c>. Default <c>portcullis/</c> and the version.</summary>
    public string UserAgent { get; init; } = "portcullis/" + (typeof(KubernetesClientOptions).Assembly.GetName().Version?.ToString(3) ?? "0");
}
