using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>What a <see cref="Reflector{T}"/> mirrors, and how.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public sealed record ReflectorOptions<T>
    where T : KubernetesObject
{
    /// <summary>The namespace; null, the default, for all of them.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector in its text form.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects per page of a list. Default 500, as client-go.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Drops what nobody reads before an object is kept. Must keep name, namespace, UID and resource version.</summary>
    public Func<T, T>? Trim { get; init; }

    /// <summary>Whether a resource that the server does not know (404) counts as one without objects; it is then asked for again now and then.</summary>
    public bool AbsentMeansEmpty { get; init; }

    /// <summary>How long after a resource was found absent it is asked for again. Default 30 s.</summary>
    public TimeSpan AbsentRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time for which a watch is asked for. Default 5 minutes, as client-go.</summary>
    public TimeSpan WatchTimeoutMin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest; each watch picks at random, so that not all of them end at once. Default 10 minutes, as client-go.</summary>
    public TimeSpan WatchTimeoutMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A watch that says nothing (no event, no bookmark) for longer than this is replaced, and the list read anew; null,
    /// the default, bears silence until some time after the watch should have ended. API servers send bookmarks about
    /// once a minute.
    /// </summary>
    public TimeSpan? MaxSilence { get; init; }

    /// <summary>From 0 to 1, for jitter. Default <see cref="Random.Shared"/>.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
