namespace Portcullis.Embedded.Http;

/// <summary>Reads Accept headers.</summary>
internal static class MediaTypes
{
    /// <summary>Whether the first form that the server has is a table.</summary>
    public static bool PrefersTable(string accept)
    {
        foreach (var range in accept.Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            if (parts.Contains("as=Table") && parts[0] is "application/json")
            {
                return true;
            }

            if (parts[0] is "application/json" or "*/*" or "application/*" && !parts.Any(p => p.StartsWith("as=", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether any form is accepted that a server of this kind writes; JSON is the only one that this one does.</summary>
    public static bool AcceptsAny(string accept) =>
        string.IsNullOrWhiteSpace(accept) || Ranges(accept).Any(r => r.Type is "application/yaml" or "application/vnd.kubernetes.protobuf" || IsJson(r.Type));

    /// <summary>Whether JSON is accepted, as the object itself or as a table.</summary>
    public static bool AcceptsJson(string accept) =>
        string.IsNullOrWhiteSpace(accept) || Ranges(accept).Any(r => IsJson(r.Type) && (r.As is null or "Table" or "PartialObjectMetadata" or "PartialObjectMetadataList"));

    private static bool IsJson(string type) => type is "application/json" or "*/*" or "application/*" or "text/*" or "text/plain";

    private static IEnumerable<(string Type, string? As)> Ranges(string accept) => accept.Split(',')
        .Select(range => range.Split(';', StringSplitOptions.TrimEntries))
        .Select(parts => (parts[0], parts.FirstOrDefault(p => p.StartsWith("as=", StringComparison.Ordinal))?["as=".Length..]));
}
