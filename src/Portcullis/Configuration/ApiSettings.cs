namespace Portcullis.Configuration;

/// <summary>How the API listens, whom it lets in, and how it ends.</summary>
internal sealed record ApiSettings
{
    /// <summary>The name of the deployment. Default <c>local</c>.</summary>
    public string Environment { get; init; } = "local";

    /// <summary>Where it listens. Default <c>:8081</c>.</summary>
    public ListenAddress Listen { get; init; } = new(null, 8081);

    /// <summary>How long running requests may take to end. Default 10 s.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a key is asked for. Default true.</summary>
    public bool KeyRequired { get; init; } = true;

    /// <summary>The accepted keys. Default none.</summary>
    public ApiKeys Keys { get; init; } = ApiKeys.None;

    /// <summary>Whether the key may come in the query string. Default false.</summary>
    public bool KeyInQueryAllowed { get; init; }
}
