namespace Portcullis.Cli;

/// <summary>What a command may touch of the process it runs in; tests hand over their own.</summary>
internal sealed record Terminal
{
    /// <summary>Standard input: a manifest given as <c>-</c>.</summary>
    public required TextReader In { get; init; }

    /// <summary>Standard output: what was asked for, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Whether a person looks at standard output, and not another program or a file.</summary>
    public bool OutIsScreen { get; init; }

    /// <summary>Standard error: everything said beside the answer.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
