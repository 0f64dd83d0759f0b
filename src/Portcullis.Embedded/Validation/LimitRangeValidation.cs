using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for limit ranges.</summary>
internal static class LimitRangeValidation
{
    public static void Check(LimitRange range, List<FieldError> errors)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, item) in (range.Spec?.Limits).At(FieldPath.Of("spec").Child("limits")))
        {
            Type(item.Type ?? "", at.Child("type"), errors);
            if (!types.Add(item.Type ?? ""))
            {
                errors.Add(FieldError.Duplicate(at.Child("type"), item.Type ?? ""));
            }

            Item(item, at, errors);
        }
    }

    private static void Type(string type, FieldPath path, List<FieldError> errors)
    {
        var messages = NameRules.QualifiedName(type).ToList();
        errors.Invalid(path, type, messages);
        if (messages.Count == 0 && !type.Contains('/', StringComparison.Ordinal) && type is not ("Pod" or "Container" or "PersistentVolumeClaim"))
        {
            errors.Add(FieldError.Invalid(path, type, "must be a standard limit type or fully qualified"));
        }
    }

    private static void Item(LimitRangeItem item, FieldPath path, List<FieldError> errors)
    {
        var isPod = item.Type == "Pod";
        Names(item, item.Max, path.Child("max"), errors);
        Names(item, item.Min, path.Child("min"), errors);
        if (isPod)
        {
            NotForPods(item.Default, path.Child("default"), errors);
            NotForPods(item.DefaultRequest, path.Child("defaultRequest"), errors);
        }
        else
        {
            Names(item, item.Default, path.Child("default"), errors);
            Names(item, item.DefaultRequest, path.Child("defaultRequest"), errors);
        }

        if (item.Type == "PersistentVolumeClaim" && item.Min?.ContainsKey("storage") != true && item.Max?.ContainsKey("storage") != true)
        {
            errors.Add(FieldError.Required(path.Child("limits"), "either minimum or maximum storage value is required, but neither was provided"));
        }

        Names(item, item.MaxLimitRequestRatio, path.Child("maxLimitRequestRatio"), errors);
        LimitRangeOrder.Check(isPod ? item with { Default = null, DefaultRequest = null } : item, path, errors);
    }

    private static void NotForPods(IReadOnlyDictionary<string, Quantity>? amounts, FieldPath path, List<FieldError> errors)
    {
        if (amounts is { Count: > 0 })
        {
            errors.Add(FieldError.Forbidden(path, "may not be specified when `type` is 'Pod'"));
        }
    }

    private static void Names(LimitRangeItem item, IReadOnlyDictionary<string, Quantity>? amounts, FieldPath path, List<FieldError> errors)
    {
        foreach (var (name, _) in amounts.Sorted())
        {
            if (item.Type is "Pod" or "Container")
            {
                ResourceNames.OfContainer(name, path.Key(name), errors);
            }
            else
            {
                ResourceNames.Any(name, path.Key(name), errors);
            }
        }
    }
}
