using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Requests that are not given equal the limits; amounts finer than a thousandth are rounded up.</summary>
internal static class ResourceDefaults
{
    public static ResourceRequirements Apply(ResourceRequirements? resources)
    {
        if (resources is null)
        {
            return new ResourceRequirements();
        }

        var limits = Round(resources.Limits);
        var requests = Round(resources.Requests);
        return resources with { Limits = limits, Requests = limits is null ? requests : Fill(requests, limits) };
    }

    /// <summary>The entries of <paramref name="given"/>, and those of <paramref name="fallback"/> whose names it lacks.</summary>
    public static IReadOnlyDictionary<string, Quantity> Fill(IReadOnlyDictionary<string, Quantity>? given, IReadOnlyDictionary<string, Quantity>? fallback)
    {
        var filled = new Dictionary<string, Quantity>(given ?? new Dictionary<string, Quantity>(), StringComparer.Ordinal);
        foreach (var (name, quantity) in fallback ?? new Dictionary<string, Quantity>())
        {
            filled.TryAdd(name, quantity);
        }

        return filled;
    }

    private static Dictionary<string, Quantity>? Round(IReadOnlyDictionary<string, Quantity>? resources) =>
        resources?.ToDictionary(r => r.Key, r => Round(r.Value), StringComparer.Ordinal);

    private static Quantity Round(Quantity quantity)
    {
        var milli = quantity.MilliValue;
        var saturated = milli is long.MaxValue or long.MinValue;
        return saturated || Quantity.FromMilli(milli) == quantity ? quantity : Quantity.FromMilli(milli);
    }
}
