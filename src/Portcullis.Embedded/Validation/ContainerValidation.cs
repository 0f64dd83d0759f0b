using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for a container of any kind.</summary>
internal static class ContainerValidation
{
    public static void Check(Container container, ContainerContext context, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(container.Name))
        {
            errors.Add(FieldError.Required(path.Child("name")));
        }
        else
        {
            errors.Invalid(path.Child("name"), container.Name, NameRules.Dns1123Label(container.Name));
        }

        if (string.IsNullOrEmpty(container.Image))
        {
            errors.Add(FieldError.Required(path.Child("image")));
        }

        errors.OneOf(path.Child("terminationMessagePolicy"), container.TerminationMessagePolicy, "File", "FallbackToLogsOnError");
        ContainerPortValidation.Check(container.Ports, path.Child("ports"), errors);
        EnvValidation.Check(container.Env, path.Child("env"), errors);
        EnvValidation.From(container.EnvFrom, path.Child("envFrom"), errors);
        VolumeMountValidation.Check(container, context.Volumes, path.Child("volumeMounts"), errors);
        errors.OneOf(path.Child("imagePullPolicy"), container.ImagePullPolicy, "Always", "IfNotPresent", "Never");
        ResourceValidation.Check(container.Resources, path.Child("resources"), errors);
        ContainerSecurityValidation.Check(container.SecurityContext, context.HostUsers, path.Child("securityContext"), errors);
    }
}
