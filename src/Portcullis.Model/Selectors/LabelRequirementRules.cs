using System.Diagnostics.CodeAnalysis;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;

namespace Portcullis.Model.Selectors;

/// <summary>What makes a <see cref="LabelRequirement"/> legal, with the messages of apimachinery's <c>labels.NewRequirement</c>.</summary>
internal static class LabelRequirementRules
{
    /// <summary>Makes a requirement, or says what is wrong.</summary>
    public static bool TryMake(string key, LabelOperator @operator, string[] values, [NotNullWhen(true)] out LabelRequirement? requirement, [NotNullWhen(false)] out string? error)
    {
        var errors = Check(key, @operator, values).Select(found => found.ToString()).Distinct().ToArray();
        error = errors.Length switch
        {
            0 => null,
            1 => errors[0],
            _ => $"[{string.Join(", ", errors)}]",
        };
        requirement = error is null ? new LabelRequirement(key, @operator, values) : null;
        return error is null;
    }

    /// <summary>What is wrong with the key; null when nothing is.</summary>
    public static FieldError? CheckKey(string key, FieldPath path) =>
        NameRules.QualifiedName(key) is { Count: > 0 } problems ? FieldError.Invalid(path, key, string.Join("; ", problems)) : null;

    private static IEnumerable<FieldError> Check(string key, LabelOperator @operator, string[] values)
    {
        if (CheckKey(key, "key") is { } badKey)
        {
            yield return badKey;
        }

        if (WrongCount(@operator, values.Length) is { } message)
        {
            yield return FieldError.Invalid("values", values, message);
        }

        var path = FieldPath.Of("values");
        for (var i = 0; i < values.Length; i++)
        {
            if (@operator is LabelOperator.GreaterThan or LabelOperator.LessThan && LabelRequirement.Number(values[i]) is null)
            {
                yield return FieldError.Invalid(path.Index(i), values[i], "for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (NameRules.LabelValue(values[i]) is { Count: > 0 } problems)
            {
                yield return FieldError.Invalid(path.Index(i).Key(key), values[i], string.Join("; ", problems));
            }
        }
    }

    private static string? WrongCount(LabelOperator @operator, int count) => @operator switch
    {
        LabelOperator.In or LabelOperator.NotIn when count == 0 => "for 'in', 'notin' operators, values set can't be empty",
        LabelOperator.Equal or LabelOperator.DoubleEqual or LabelOperator.NotEqual when count != 1 => "exact-match compatibility requires one single value",
        LabelOperator.Exists or LabelOperator.DoesNotExist when count != 0 => "values set must be empty for exists and does not exist",
        LabelOperator.GreaterThan or LabelOperator.LessThan when count != 1 => "for 'Gt', 'Lt' operators, exactly one value is required",
        _ => null,
    };
}
