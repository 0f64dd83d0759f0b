using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for tolerations and taints.</summary>
internal static class TolerationValidation
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public static void Check(IReadOnlyList<Toleration>? tolerations, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, toleration) in tolerations.At(path))
        {
            Check(toleration, at, errors);
        }
    }

    public static void Taints(IReadOnlyList<Taint>? taints, FieldPath path, List<FieldError> errors)
    {
        var seen = new HashSet<(string?, string?)>();
        foreach (var (at, taint) in taints.At(path))
        {
            errors.Invalid(at.Child("key"), taint.Key ?? "", NameRules.QualifiedName(taint.Key ?? ""));
            Joined(at.Child("value"), taint.Value ?? "", errors);
            errors.OneOf(at.Child("effect"), taint.Effect, Effects);
            if (!seen.Add((taint.Key, taint.Effect)))
            {
                errors.Add(FieldError.Duplicate(at, taint, "taints must be unique by key and effect pair"));
            }
        }
    }

    private static void Check(Toleration toleration, FieldPath path, List<FieldError> errors)
    {
        var operation = toleration.Operator ?? "";
        if (!string.IsNullOrEmpty(toleration.Key))
        {
            errors.Invalid(path.Child("key"), toleration.Key, NameRules.QualifiedName(toleration.Key));
        }
        else if (operation != "Exists")
        {
            errors.Add(FieldError.Invalid(
                path.Child("operator"),
                operation,
                "operator must be Exists when `key` is empty, which means \"match all values and all keys\""));
        }

        if (toleration.TolerationSeconds is not null && toleration.Effect != "NoExecute")
        {
            errors.Add(FieldError.Invalid(path.Child("effect"), toleration.Effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set"));
        }

        switch (operation)
        {
            case "" or "Equal":
                Joined(path.Child("operator"), toleration.Value ?? "", errors);
                break;
            case "Exists":
                if (!string.IsNullOrEmpty(toleration.Value))
                {
                    errors.Add(FieldError.Invalid(path.Child("operator"), toleration.Value, "value must be empty when `operator` is 'Exists'"));
                }

                break;
            default:
                errors.Add(FieldError.NotSupported(path.Child("operator"), operation, "Equal", "Exists"));
                break;
        }

        if (!string.IsNullOrEmpty(toleration.Effect))
        {
            errors.OptionalOneOf(path.Child("effect"), toleration.Effect, Effects);
        }
    }

    private static void Joined(FieldPath path, string value, List<FieldError> errors)
    {
        var faults = string.Join(';', NameRules.LabelValue(value));
        if (faults.Length > 0)
        {
            errors.Add(FieldError.Invalid(path, value, faults));
        }
    }
}
