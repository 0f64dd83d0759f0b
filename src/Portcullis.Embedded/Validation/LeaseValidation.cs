using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Coordination;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for leases.</summary>
internal static class LeaseValidation
{
    public static void Check(Lease lease, List<FieldError> errors)
    {
        var path = FieldPath.Of("spec");
        if (lease.Spec?.HolderIdentity is { Length: 0 })
        {
            errors.Add(FieldError.Invalid(path.Child("holderIdentity"), "", "must not be empty"));
        }

        if (lease.Spec?.LeaseDurationSeconds <= 0)
        {
            errors.Add(FieldError.Invalid(path.Child("leaseDurationSeconds"), lease.Spec.LeaseDurationSeconds, "must be greater than 0"));
        }

        if (lease.Spec?.LeaseTransitions < 0)
        {
            errors.Add(FieldError.Invalid(path.Child("leaseTransitions"), lease.Spec.LeaseTransitions, Messages.Negative));
        }
    }
}
