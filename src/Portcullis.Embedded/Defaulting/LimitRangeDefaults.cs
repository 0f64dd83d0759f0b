using Portcullis.Model.Defaulting;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of limit ranges: for containers, the default limit is the maximum, the default request the default limit or the minimum.</summary>
internal static class LimitRangeDefaults
{
    public static LimitRange Apply(LimitRange range) =>
        range.Spec is { } spec ? range with { Spec = spec with { Limits = spec.Limits.Map(Apply) } } : range;

    private static LimitRangeItem Apply(LimitRangeItem item)
    {
        if (item.Type != "Container")
        {
            return item;
        }

        var limits = ResourceDefaults.Fill(item.Default, item.Max);
        var requests = ResourceDefaults.Fill(ResourceDefaults.Fill(item.DefaultRequest, limits), item.Min);
        return item with { Default = NullIfEmpty(limits), DefaultRequest = NullIfEmpty(requests) };
    }

    private static IReadOnlyDictionary<string, Quantity>? NullIfEmpty(IReadOnlyDictionary<string, Quantity> resources) =>
        resources.Count == 0 ? null : resources;
}
