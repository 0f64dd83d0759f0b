namespace Portcullis.Yaml.Reading;

/// <summary>How much a YAML text may ask of its reader.</summary>
public sealed record YamlLimits
{
    // Reading and walking a tree recurse once a level.
    private const int DeepestAllowed = 500;

    /// <summary>For an untrusted pod manifest: 64 KiB, 10,000 nodes, 32 levels (a pod has about 10).</summary>
    public static YamlLimits Manifest { get; } = new() { MaxBytes = 64 * 1024, MaxNodes = 10_000, MaxDepth = 32 };

    /// <summary>For files an operator chose, such as a kubeconfig or a cluster's objects: 64 MiB, 20 million nodes, 200 levels.</summary>
    public static YamlLimits Operator { get; } = new() { MaxBytes = 64 * 1024 * 1024, MaxNodes = 20_000_000, MaxDepth = 200 };

    /// <summary>The size of the text in bytes of UTF-8, and of its scalars in characters once aliases are written out.</summary>
    public required int MaxBytes { get; init; }

    /// <summary>How many nodes, keys included, once aliases are written out.</summary>
    public required int MaxNodes { get; init; }

    /// <summary>How many levels of nodes, once aliases are written out; at most 500.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not from 1 to 500.</exception>
    public required int MaxDepth
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, DeepestAllowed);
            field = value;
        }
    }
}
