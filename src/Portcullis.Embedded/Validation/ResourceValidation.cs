using Portcullis.Model.Errors;
using Portcullis.Model.Quantities;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for what containers request and are limited to.</summary>
internal static class ResourceValidation
{
    public static void Check(ResourceRequirements? resources, FieldPath path, List<FieldError> errors)
    {
        var limits = path.Child("limits");
        var requests = path.Child("requests");
        foreach (var (name, limit) in (resources?.Limits).Sorted())
        {
            ResourceNames.OfContainer(name, limits.Key(name), errors);
            Amount(name, limit, limits.Key(name), errors);
        }

        foreach (var (name, request) in (resources?.Requests).Sorted())
        {
            ResourceNames.OfContainer(name, requests.Key(name), errors);
            Amount(name, request, requests.Key(name), errors);
            Against(name, request, resources!.Limits, path, errors);
        }

        List<string> names = [.. resources?.Limits?.Keys ?? [], .. resources?.Requests?.Keys ?? []];
        if (names.Any(ResourceNames.IsHugePage) && !names.Any(n => n is "cpu" or "memory"))
        {
            errors.Add(FieldError.Forbidden(path, "HugePages require cpu or memory"));
        }
    }

    /// <summary>Not negative, and whole where halves make no sense.</summary>
    public static void Amount(string name, Quantity amount, FieldPath path, List<FieldError> errors)
    {
        if (amount.Sign < 0)
        {
            errors.Add(FieldError.Invalid(path, amount, Messages.Negative));
        }

        if (ResourceNames.IsWhole(name) && amount.MilliValue % 1000 != 0)
        {
            errors.Add(FieldError.Invalid(path, amount, Messages.NotInteger));
        }
    }

    private static void Against(string name, Quantity request, IReadOnlyDictionary<string, Quantity>? limits, FieldPath path, List<FieldError> errors)
    {
        var mayOvercommit = ResourceNames.MayOvercommit(name);
        if (limits is null || !limits.TryGetValue(name, out var limit))
        {
            if (!mayOvercommit)
            {
                errors.Add(FieldError.Required(path.Child("limits"), "Limit must be set for non overcommitable resources"));
            }
        }
        else if (request != limit && !mayOvercommit)
        {
            errors.Add(FieldError.Invalid(path.Child("requests"), request, $"must be equal to {name} limit of {limit}"));
        }
        else if (request > limit)
        {
            errors.Add(FieldError.Invalid(path.Child("requests"), request, $"must be less than or equal to {name} limit of {limit}"));
        }
    }
}
