using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the status of a pod.</summary>
internal static class PodStatusValidation
{
    public static void Check(Pod pod, List<FieldError> errors)
    {
        var status = FieldPath.Of("status");
        foreach (var (at, entry) in (pod.Status?.PodIPs).At(status.Child("podIPs")))
        {
            errors.Invalid(at, entry.Ip ?? "", NameRules.IPAddress(entry.Ip ?? ""));
        }

        foreach (var (at, entry) in (pod.Status?.HostIPs).At(status.Child("hostIPs")))
        {
            errors.Invalid(at, entry.Ip ?? "", NameRules.IPAddress(entry.Ip ?? ""));
        }

        if (pod.Status?.HostIPs is { Count: > 0 } hosts && hosts[0].Ip != pod.Status.HostIP)
        {
            errors.Add(FieldError.Invalid(status.Child("hostIPs").Index(0).Child("ip"), hosts[0].Ip, "must be equal to `hostIP`"));
        }
    }
}
