using System.Text.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Pods.</summary>
internal static class PodPrinter
{
    public static KindPrinter Kind { get; } = KindPrinter.Of<Pod>(
        [
            TableColumn.ObjectName(), new("Ready"), new("Status"), new("Restarts"), TableColumn.Age(),
            TableColumn.Wide("IP"), TableColumn.Wide("Node"), TableColumn.Wide("Nominated Node"), TableColumn.Wide("Readiness Gates"),
        ],
        Cells);

    private static IReadOnlyList<object?> Cells(Pod pod, DateTimeOffset now)
    {
        var summary = PodSummary.Of(pod);
        var restarts = summary.LastRestart is { } last && summary.Restarts > 0 ? $"{summary.Restarts} ({Ages.Since(last, now)} ago)" : $"{summary.Restarts}";
        return
        [
            pod.Metadata.Name,
            $"{summary.Ready}/{summary.Total}",
            summary.Status,
            restarts,
            Ages.Since(pod.Metadata.CreationTimestamp, now),
            OrNone(pod.Status?.PodIPs is [var first, ..] ? first.Ip : null),
            OrNone(pod.Spec?.NodeName),
            OrNone(pod.Status?.NominatedNodeName),
            Gates(pod),
        ];
    }

    private static string Gates(Pod pod)
    {
        if (pod.Spec?.ReadinessGates is not { ValueKind: JsonValueKind.Array } gates || gates.GetArrayLength() == 0)
        {
            return "<none>";
        }

        var met = gates.EnumerateArray().Count(g => g.TryGetProperty("conditionType", out var type)
            && pod.Status?.Conditions?.Any(c => c.Type == type.GetString() && c.Status == "True") == true);
        return $"{met}/{gates.GetArrayLength()}";
    }

    private static string OrNone(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;
}
