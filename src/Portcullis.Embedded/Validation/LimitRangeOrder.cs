using Portcullis.Model.Errors;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>The amounts of a limit range must not contradict each other.</summary>
internal static class LimitRangeOrder
{
    public static void Check(LimitRangeItem item, FieldPath path, List<FieldError> errors)
    {
        var names = new[] { item.Max, item.Min, item.Default, item.DefaultRequest, item.MaxLimitRequestRatio }
            .SelectMany(amounts => amounts?.Keys ?? [])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (var name in names)
        {
            Check(name, item, path, errors);
        }
    }

    private static void Check(string name, LimitRangeItem item, FieldPath path, List<FieldError> errors)
    {
        var (min, max, limit, request, ratio) =
            (Of(item.Min), Of(item.Max), Of(item.Default), Of(item.DefaultRequest), Of(item.MaxLimitRequestRatio));
        var requestPath = path.Child("defaultRequest").Key(name);
        NotAbove(min, max, path.Child("min").Key(name), min, "min value", "max value");
        NotAbove(min, request, requestPath, request, "min value", "default request value");
        NotAbove(request, max, requestPath, request, "default request value", "max value");
        NotAbove(request, limit, requestPath, request, "default request value", "default limit value");
        NotAbove(min, limit, path.Child("default").Key(name), min, "min value", "default value");
        NotAbove(limit, max, path.Child("default").Key(name), max, "default value", "max value");
        if (ratio < Quantity.FromUnits(1))
        {
            errors.Add(FieldError.Invalid(path.Child("maxLimitRequestRatio").Key(name), ratio, $"ratio {ratio} is less than 1"));
        }

        if (!ResourceNames.MayOvercommit(name) && limit is { } l && request is { } r && l != r)
        {
            errors.Add(FieldError.Invalid(requestPath, r, $"default value {l} must equal to defaultRequest value {r} in {name}"));
        }

        Quantity? Of(IReadOnlyDictionary<string, Quantity>? amounts) =>
            amounts is not null && amounts.TryGetValue(name, out var amount) ? amount : null;

        void NotAbove(Quantity? low, Quantity? high, FieldPath at, Quantity? shown, string lowName, string highName)
        {
            if (low > high)
            {
                errors.Add(FieldError.Invalid(at, shown, $"{lowName} {low} is greater than {highName} {high}"));
            }
        }
    }
}
