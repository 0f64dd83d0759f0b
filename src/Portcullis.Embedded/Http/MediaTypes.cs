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

    /// <summary>Whether JSON, the only form the server writes, is accepted.</summary>
    public static bool AcceptsJson(string accept) =>
        string.IsNullOrWhiteSpace(accept)
        || accept.Split(',').Any(range => range.Split(';')[0].Trim() is "application/json" or "*/*" or "application/*" or "text/*" or "text/plain");
}
