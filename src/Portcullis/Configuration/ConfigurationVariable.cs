namespace Portcullis.Configuration;

/// <summary>One environment variable: the reader, the help text and the documentation all speak from this.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">The text that stands for it when it is unset; empty for none.</param>
/// <param name="Meaning">What it does, with its range; one sentence without a final stop.</param>
internal sealed record ConfigurationVariable(string Name, string Default, string Meaning)
{
    /// <summary>What is shown as the default, where the text itself would say too little.</summary>
    public string? DefaultShown { get; init; }

    /// <summary>True when the value is checked and kept, but nothing in this version acts on it.</summary>
    public bool Recorded { get; init; }

    /// <summary>True when the value must never be shown.</summary>
    public bool Secret { get; init; }
}
