using System.Text.Json;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for ingresses: that something is led anywhere. The rest is for whoever does it.</summary>
internal static class IngressValidation
{
    public static void Check(Ingress ingress, List<FieldError> errors)
    {
        var spec = FieldPath.Of("spec");
        if (ingress.Spec is not { } given || (given.DefaultBackend is null && given.Rules is not { ValueKind: JsonValueKind.Array } rules) || (given.DefaultBackend is null && given.Rules is { } none && none.GetArrayLength() == 0))
        {
            errors.Add(FieldError.Invalid(spec, "", "either `defaultBackend` or `rules` must be specified"));
        }
    }
}
