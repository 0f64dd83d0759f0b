using Portcullis.Model.Errors;
using Portcullis.Model.Quantities;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

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
        Scoped(quota.Spec ?? new ResourceQuotaSpec(), spec.Child("scopes"), errors);
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

    /// <summary>Scopes divide pods, and so bound nothing but pods and what pods ask for.</summary>
    private static bool Takes(string scope, string resource) =>
        resource == "pods" || (scope != "BestEffort" && resource is "cpu" or "memory" or "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory");

    private static void Amounts(IReadOnlyDictionary<string, Quantity>? amounts, FieldPath path, List<FieldError> errors)
    {
        foreach (var (name, amount) in amounts.Sorted())
        {
            ResourceNames.OfQuota(name, path.Key(name), errors);
            ResourceValidation.Amount(name, amount, path.Key(name), errors);
        }
    }

    private static void Scoped(ResourceQuotaSpec spec, FieldPath path, List<FieldError> errors)
    {
        var scopes = spec.Scopes ?? [];
        foreach (var scope in scopes)
        {
            if (!Scopes.Contains(scope))
            {
                errors.Add(FieldError.Invalid(path, scopes, "unsupported scope"));
            }

            foreach (var (name, _) in spec.Hard.Sorted().Where(h => ResourceNames.IsOfQuota(h.Key) && !Takes(scope, h.Key)))
            {
                errors.Add(FieldError.Invalid(path, scopes, "unsupported scope applied to resource"));
            }
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
