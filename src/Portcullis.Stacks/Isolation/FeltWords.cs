using System.Globalization;

namespace Portcullis.Stacks.Isolation;

/// <summary>How what airlocks and patrols felt is put in words.</summary>
internal static class FeltWords
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
