using System.Globalization;
using System.Net;

namespace Portcullis.Cli.Stacks;

/// <summary>The API's refusal, line by line.</summary>
internal static class ApiErrorText
{
    /// <summary>One line for the error, one for each detail.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="refused">The refusal.</param>
    public static async Task WriteAsync(TextWriter writer, StackAnswer.Refused refused)
    {
        var (status, error) = refused;
        var reason = error.Reason is { Length: > 0 } code ? $"{code}, {(int)status}" : ((int)status).ToString(CultureInfo.InvariantCulture);
        await writer.WriteLineAsync($"error: {TerminalText.Of(error.Error ?? "the service gave no explanation")} ({TerminalText.Of(reason)})").ConfigureAwait(false);
        foreach (var detail in error.Details ?? [])
        {
            await writer.WriteLineAsync($"  {TerminalText.Of(Line(detail))}").ConfigureAwait(false);
        }

        if (status == HttpStatusCode.Unauthorized)
        {
            await writer.WriteLineAsync("  set API_KEY to a key that the service accepts").ConfigureAwait(false);
        }
    }

    private static string Line(ApiErrorDetailView detail)
    {
        var parts = new List<string>();
        if (detail.Found is { } found)
        {
            parts.Add($"found {found}");
        }

        if (detail.Allowed is { } allowed)
        {
            parts.Add($"allowed {allowed}");
        }

        if (detail.Hint is { Length: > 0 } hint)
        {
            parts.Add(hint);
        }

        var head = string.Join(": ", new[] { detail.Path, detail.Message }.Where(text => !string.IsNullOrEmpty(text)));
        return parts.Count == 0 ? head : $"{head} ({string.Join("; ", parts)})";
    }
}
