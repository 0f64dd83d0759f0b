using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>What may not change of a service: its address, unless its type takes it away or gives it one.</summary>
internal static class ServiceUpdateValidation
{
    private static readonly FieldPath Spec = "spec";

    public static void Check(Service updated, Service old, List<FieldError> errors)
    {
        var (spec, before) = (updated.Spec ?? new ServiceSpec(), old.Spec ?? new ServiceSpec());
        if (spec.Type != "ExternalName" && before.Type != "ExternalName")
        {
            ClusterIPs(spec, before, errors);
            Families(spec, before, errors);
        }

        if (ServiceValidation.NeedsHealthCheck(spec) && ServiceValidation.NeedsHealthCheck(before) && spec.HealthCheckNodePort != before.HealthCheckNodePort)
        {
            errors.Add(FieldError.Forbidden(Spec.Child("healthCheckNodePort"), Messages.Immutable));
        }

        if (spec.Type == "LoadBalancer" && before.Type == "LoadBalancer" && spec.LoadBalancerClass != before.LoadBalancerClass)
        {
            errors.Add(FieldError.Invalid(Spec.Child("loadBalancerClass"), spec.LoadBalancerClass, "may not change once set"));
        }
    }

    private static void ClusterIPs(ServiceSpec spec, ServiceSpec before, List<FieldError> errors)
    {
        var path = Spec.Child("clusterIPs");
        IReadOnlyList<string> now = Addresses(spec);
        IReadOnlyList<string> then = Addresses(before);
        if (then.Count > 0 && now.Count == 0)
        {
            errors.Add(FieldError.Invalid(path.Index(0), now, "primary clusterIP can not be unset"));
            return;
        }

        for (var i = 0; i < Math.Min(now.Count, then.Count); i++)
        {
            if (now[i] != then[i])
            {
                errors.Add(FieldError.Invalid(path.Index(i), now, "may not change once set"));
            }
        }
    }

    private static void Families(ServiceSpec spec, ServiceSpec before, List<FieldError> errors)
    {
        if (spec.IpFamilies is [var now, ..] && before.IpFamilies is [var then, ..] && now != then)
        {
            errors.Add(FieldError.Invalid(Spec.Child("ipFamilies").Index(0), spec.IpFamilies, "may not change once set"));
        }
    }

    private static IReadOnlyList<string> Addresses(ServiceSpec spec) =>
        spec.ClusterIPs ?? (string.IsNullOrEmpty(spec.ClusterIP) ? [] : [spec.ClusterIP]);
}
