using Portcullis.Model.Errors;

namespace Portcullis.Model.Validation;

/// <summary>Rules for resource quotas.</summary>
internal static class ResourceQuotaValidation
{
    private static readonly HashSet<string> Scopes = new(StringComparer.Ordinal)
    {
        "Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity",
    };

    private static readonly (string, string)[] Opposites = [("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating")];

    public static void Check(ResourceQuota quota, List<FieldError> errors)
    {
        var spec = FieldPath.Of("spec");
        Amounts(quota.Spec?.Hard, spec.Child("hard"), errors);
        Scoped(quota.Spec?.Scopes ?? [], spec.Child("scopes"), errors);
        Amounts(quota.Status?.Hard, FieldPath.Of("status").Child("hard"), errors);
        Amounts(quota.Status?.Used, FieldPath.Of("status").Child("used"), errors);
    }

    public static void Update(ResourceQuota updated, ResourceQuota old, List<FieldError> errors)
    {
        var scopes = updated.Spec?.Scopes ?? [];
        if (!scopes.ToHashSet(StringComparer.Ordinal).SetEquals(old.Spec?.Scopes ?? []))
        {
            errors.Add(FieldError.Invalid(FieldPath.Of("spec").Child("scopes"), scopes, Messages.Immutable));
        }
    }

    private static void Amounts(IReadOnlyDictionary<string, Quantity>? amounts, FieldPath path, List<FieldError> errors)
    {
        foreach (var (name, amount) in amounts.Sorted())
        {
            ResourceNames.OfQuota(name, path.Key(name), errors);
            ResourceValidation.Amount(name, amount, path.Key(name), errors);
        }
    }

    private static void Scoped(IReadOnlyList<string> scopes, FieldPath path, List<FieldError> errors)
    {
        foreach (var scope in scopes.Where(s => !Scopes.Contains(s)))
        {
            errors.Add(FieldError.Invalid(path, scopes, "unsupported scope"));
        }

        foreach (var (one, other) in Opposites)
        {
            if (scopes.Contains(one) && scopes.Contains(other))
            {
                errors.Add(FieldError.Invalid(path, scopes, "conflicting scopes"));
            }
        }
    }
}
