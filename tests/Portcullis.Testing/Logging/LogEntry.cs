using Microsoft.Extensions.Logging;

namespace Portcullis.Testing.Logging;

/// <summary>One message that was logged.</summary>
/// <param name="Category">The logger's category.</param>
/// <param name="Level">The level.</param>
/// <param name="EventId">The event id, with its name when there is one.</param>
/// <param name="Text">The message with its values filled in.</param>
/// <param name="Exception">The exception logged with it.</param>
/// <param name="Fields">The values by name; the constant text is under <c>{OriginalFormat}</c>.</param>
public sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId EventId,
    string Text,
    Exception? Exception,
    IReadOnlyDictionary<string, object?> Fields)
{
    /// <summary>What a log file would show: level, category, text and the whole exception.</summary>
    public override string ToString() => $"{Level} {Category}: {Text}{(Exception is null ? "" : Environment.NewLine + Exception)}";
}
