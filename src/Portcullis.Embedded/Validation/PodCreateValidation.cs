using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for pods that hold only when one is made.</summary>
internal static class PodCreateValidation
{
    public static void Check(Pod pod, List<FieldError> errors)
    {
        var spec = FieldPath.Of("spec");
        if (pod.Spec?.EphemeralContainers is { Count: > 0 })
        {
            errors.Add(FieldError.Forbidden(spec.Child("ephemeralContainers"), "cannot be set on create"));
        }

        var gated = pod.Spec?.SchedulingGates is { ValueKind: JsonValueKind.Array } gates && gates.GetArrayLength() > 0;
        if (gated && !string.IsNullOrEmpty(pod.Spec?.NodeName))
        {
            errors.Add(FieldError.Forbidden(spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared"));
        }
    }
}
