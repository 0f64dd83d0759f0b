namespace Portcullis.Client.Reflecting;

/// <summary>Compares resource versions of one resource, as Kubernetes allows since 1.35 and etcd has always meant.</summary>
/// <remarks>Versions of different resources must never be compared.</remarks>
internal static class ResourceVersions
{
    /// <summary>Whether <paramref name="version"/> is <paramref name="wanted"/> or later; versions that are no numbers are only ever the same or not.</summary>
    public static bool IsAtLeast(string? version, string wanted) =>
        ulong.TryParse(version, out var left) && ulong.TryParse(wanted, out var right)
            ? left >= right
            : string.Equals(version, wanted, StringComparison.Ordinal);

    /// <summary>Whether <paramref name="version"/> is earlier than <paramref name="seen"/>; of versions that are no numbers nobody can tell.</summary>
    public static bool IsBefore(string? version, string? seen) => ulong.TryParse(version, out var left) && ulong.TryParse(seen, out var right) && left < right;
}
