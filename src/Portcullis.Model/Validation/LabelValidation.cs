using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Validation;

/// <summary>Rules for labels and for what selects by them.</summary>
internal static class LabelValidation
{
    public static void Labels(IReadOnlyDictionary<string, string>? labels, FieldPath path, List<FieldError> errors)
    {
        foreach (var (key, value) in labels.Sorted())
        {
            errors.Invalid(path, key, NameRules.QualifiedName(key));
            errors.Invalid(path, value, NameRules.LabelValue(value));
        }
    }

    public static void Selector(LabelSelector? selector, FieldPath path, List<FieldError> errors)
    {
        Labels(selector?.MatchLabels, path.Child("matchLabels"), errors);
        foreach (var (at, requirement) in (selector?.MatchExpressions).At(path.Child("matchExpressions")))
        {
            Requirement(requirement, at, errors);
        }
    }

    private static void Requirement(LabelSelectorRequirement requirement, FieldPath path, List<FieldError> errors)
    {
        var values = requirement.Values ?? [];
        switch (requirement.Operator)
        {
            case "In" or "NotIn" when values.Count == 0:
                errors.Add(FieldError.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'"));
                break;
            case "Exists" or "DoesNotExist" when values.Count > 0:
                errors.Add(FieldError.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
                break;
            case not ("In" or "NotIn" or "Exists" or "DoesNotExist"):
                errors.Add(FieldError.Invalid(path.Child("operator"), requirement.Operator ?? "", "not a valid selector operator"));
                break;
        }

        errors.Invalid(path.Child("key"), requirement.Key ?? "", NameRules.QualifiedName(requirement.Key ?? ""));
        foreach (var (at, value) in values.At(path.Child("values")))
        {
            errors.Invalid(at, value, NameRules.LabelValue(value));
        }
    }
}
