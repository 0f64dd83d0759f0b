using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Resource quotas: what is used of what there is, limits apart.</summary>
internal static class ResourceQuotaPrinter
{
    public static KindPrinter Kind { get; } = KindPrinter.Of<ResourceQuota>(
        [TableColumn.ObjectName(), new("Request"), new("Limit"), TableColumn.Age()],
        (quota, now) => [quota.Metadata.Name, Used(quota, limits: false), Used(quota, limits: true), Ages.Since(quota.Metadata.CreationTimestamp, now)]);

    private static string Used(ResourceQuota quota, bool limits) => string.Join(", ", (quota.Status?.Hard ?? new Dictionary<string, Quantity>())
        .Where(h => h.Key.StartsWith("limits.", StringComparison.Ordinal) == limits)
        .OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => $"{h.Key}: {(quota.Status!.Used is { } used && used.TryGetValue(h.Key, out var amount) ? amount : Quantity.Parse("0"))}/{h.Value}"));
}
