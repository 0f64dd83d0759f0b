using System.Diagnostics;

namespace Portcullis.Configuration;

/// <summary>A text that must not be seen. Printing it, in a log, a record or a debugger, shows nothing of it.</summary>
[DebuggerDisplay("***")]
internal sealed class Secret
{
    private readonly string _value;

    /// <summary>Takes a text out of sight.</summary>
    /// <param name="value">The text.</param>
    public Secret(string value) => _value = value;

    /// <summary>The text itself, for the one place that needs it.</summary>
    public string Reveal() => _value;

    /// <summary>Three stars, whatever the text.</summary>
    public override string ToString() => "***";
}
