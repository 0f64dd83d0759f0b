using Portcullis.Stacks.Isolation;

namespace Portcullis.Configuration;

/// <summary>The text form of <see cref="NamedRange"/>: <c>NAME=CIDR</c>.</summary>
internal static class NamedRangeText
{
    /// <summary>Reads such a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="named">The name and the range.</param>
    /// <returns>False when the text is something else.</returns>
    public static bool TryParse(string text, out NamedRange named)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        named = new(equals <= 0 ? "" : text[..equals].Trim(), default);
        if (named.Name.Length == 0 || !CidrText.TryParse(text[(equals + 1)..].Trim(), out var range))
        {
            return false;
        }

        named = named with { Range = range };
        return true;
    }
}
