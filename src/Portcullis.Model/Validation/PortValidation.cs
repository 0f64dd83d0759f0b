using Portcullis.Model.Errors;
using Portcullis.Model.Json;
using Portcullis.Model.Names;

namespace Portcullis.Model.Validation;

/// <summary>Ports that may be given by number or by name.</summary>
internal static class PortValidation
{
    public static void NumberOrName(IntOrString? port, FieldPath path, List<FieldError> errors)
    {
        if (port is { Text: { } name })
        {
            errors.Invalid(path, name, NameRules.PortName(name));
        }
        else
        {
            errors.Invalid(path, port?.Number ?? 0, NameRules.PortNumber(port?.Number ?? 0));
        }
    }
}
