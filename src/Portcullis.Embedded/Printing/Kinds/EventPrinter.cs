using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Events.</summary>
internal static class EventPrinter
{
    public static KindPrinter Kind { get; } = KindPrinter.Of<Event>(
        [
            new("Last Seen"), new("Type"), new("Reason"), new("Object"),
            TableColumn.Wide("Subobject"), TableColumn.Wide("Source"), new("Message"),
            TableColumn.Wide("First Seen"), TableColumn.Wide("Count"), new("Name", Format: "name", Priority: 1),
        ],
        (happened, now) =>
        [
            Ages.Since(happened.LastTimestamp ?? happened.EventTime, now),
            happened.Type,
            happened.Reason,
            $"{happened.InvolvedObject?.Kind?.ToLowerInvariant()}/{happened.InvolvedObject?.Name}",
            happened.InvolvedObject?.FieldPath,
            Source(happened),
            happened.Message?.Trim(),
            Ages.Since(happened.FirstTimestamp ?? happened.EventTime, now),
            (long)(happened.Count ?? 1),
            happened.Metadata.Name,
        ]);

    private static string Source(Event happened)
    {
        var component = happened.Source?.Component ?? happened.ReportingComponent ?? "";
        var host = happened.Source?.Host ?? happened.ReportingInstance;
        return string.IsNullOrEmpty(host) ? component : $"{component}, {host}";
    }
}
