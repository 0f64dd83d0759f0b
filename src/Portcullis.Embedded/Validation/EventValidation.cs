using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for events: one lives in the namespace of what it is about, or in <c>default</c>.</summary>
internal static class EventValidation
{
    public static void Check(Event occurrence, List<FieldError> errors)
    {
        var about = occurrence.InvolvedObject?.Namespace ?? "";
        var ns = occurrence.Metadata.Namespace ?? "";
        var path = FieldPath.Of("involvedObject").Child("namespace");
        if (about.Length == 0)
        {
            if (ns is not ("" or "default" or "kube-system"))
            {
                errors.Add(FieldError.Invalid(path, about, "does not match event.namespace"));
            }
        }
        else if (about != ns)
        {
            errors.Add(FieldError.Invalid(path, about, "does not match event.namespace"));
        }
    }
}
