using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Quantities;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for nodes.</summary>
internal static class NodeValidation
{
    public static void Check(Node node, List<FieldError> errors)
    {
        TolerationValidation.Taints(node.Spec?.Taints, FieldPath.Of("metadata").Child("taints"), errors);
        Status(node, errors);
        var ranges = FieldPath.Of("spec").Child("podCIDRs");
        foreach (var (at, range) in (node.Spec?.PodCIDRs).At(ranges))
        {
            errors.Invalid(at, range, NameRules.Cidr(range));
        }

        if (node.Spec?.PodCIDRs is { Count: > 2 } many)
        {
            errors.Add(FieldError.Invalid(ranges, many, "may specify no more than one CIDR for each IP family"));
        }
    }

    public static void Update(Node updated, Node old, List<FieldError> errors)
    {
        var spec = FieldPath.Of("spec");
        var first = errors.Count;
        if (old.Spec?.PodCIDRs is { Count: > 0 } before && !before.SequenceEqual(updated.Spec?.PodCIDRs ?? []))
        {
            errors.Add(FieldError.Forbidden(spec.Child("podCIDRs"), "node updates may not change podCIDR except from \"\" to valid"));
        }

        if (!string.IsNullOrEmpty(old.Spec?.ProviderID) && old.Spec.ProviderID != updated.Spec?.ProviderID)
        {
            errors.Add(FieldError.Forbidden(spec.Child("providerID"), "node updates may not change providerID except from \"\" to valid"));
        }

        if (errors.Count > first)
        {
            errors.Add(FieldError.Forbidden("[]", "node updates may only change labels, taints, or capacity"));
        }
    }

    private static void Addresses(IReadOnlyList<NodeAddress>? addresses, List<FieldError> errors)
    {
        var seen = new HashSet<NodeAddress>();
        foreach (var (at, address) in addresses.At(FieldPath.Of("status").Child("addresses")))
        {
            if (!seen.Add(address))
            {
                errors.Add(FieldError.Duplicate(at, address));
            }
        }
    }

    public static void Status(Node node, List<FieldError> errors)
    {
        Amounts(node.Status?.Capacity, "capacity");
        Amounts(node.Status?.Allocatable, "allocatable");
        Addresses(node.Status?.Addresses, errors);

        void Amounts(IReadOnlyDictionary<string, Quantity>? amounts, string field)
        {
            foreach (var (name, amount) in amounts.Sorted())
            {
                ResourceValidation.Amount(name, amount, FieldPath.Of("status").Child(field).Child(name), errors);
            }
        }
    }
}
