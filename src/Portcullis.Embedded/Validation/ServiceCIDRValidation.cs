using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for ranges of service addresses.</summary>
internal static class ServiceCIDRValidation
{
    public static void Check(ServiceCIDR range, List<FieldError> errors)
    {
        var path = FieldPath.Of("spec").Child("cidrs");
        var ranges = range.Spec?.Cidrs ?? [];
        if (ranges.Count == 0)
        {
            errors.Add(FieldError.Required(path, "at least one CIDR required"));
        }
        else if (ranges.Count > 2)
        {
            errors.Add(FieldError.Invalid(path, ranges, "may only hold up to 2 values"));
        }

        foreach (var (at, cidr) in ranges.At(path))
        {
            errors.Invalid(at, cidr, NameRules.Cidr(cidr));
        }
    }
}
