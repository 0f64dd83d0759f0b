using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules that a pod's containers obey together.</summary>
internal static class ContainerListValidation
{
    public static void Containers(PodSpec spec, ContainerContext context, FieldPath path, List<FieldError> errors)
    {
        var containers = spec.Containers ?? [];
        if (containers.Count == 0)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, container) in containers.At(path))
        {
            ContainerValidation.Check(container, context, at, errors);
            Unique(names, container.Name, at, errors);
            Running(container, context, at, errors);
            if (container.RestartPolicy is not null)
            {
                errors.Add(FieldError.Forbidden(at.Child("restartPolicy"), "may not be set for non-init containers"));
            }
        }

        ContainerPortValidation.HostPortConflicts(containers, path, errors);
    }

    public static void InitContainers(PodSpec spec, ContainerContext context, FieldPath path, List<FieldError> errors)
    {
        var names = (spec.Containers ?? []).Select(c => c.Name ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var (at, container) in spec.InitContainers.At(path))
        {
            ContainerValidation.Check(container, context, at, errors);
            if (container.RestartPolicy is { } policy && policy != "Always")
            {
                errors.Add(FieldError.NotSupported(at.Child("restartPolicy"), policy, "Always"));
            }

            if (!string.IsNullOrEmpty(container.Name))
            {
                Unique(names, container.Name, at, errors);
            }

            ContainerPortValidation.HostPortConflicts([container], path, errors);
            if (container.RestartPolicy == "Always")
            {
                Running(container, context, at, errors);
            }
            else
            {
                NotRunning(container, at, errors);
            }
        }
    }

    private static void Unique(HashSet<string> names, string? name, FieldPath path, List<FieldError> errors)
    {
        if (!names.Add(name ?? ""))
        {
            errors.Add(FieldError.Duplicate(path.Child("name"), name ?? ""));
        }
    }

    private static void Running(Container container, ContainerContext context, FieldPath path, List<FieldError> errors)
    {
        ProbeValidation.Hooks(container.Lifecycle, context.GracePeriodSeconds, path.Child("lifecycle"), errors);
        ProbeValidation.Check(container.LivenessProbe, ProbeKind.Liveness, path.Child("livenessProbe"), errors);
        ProbeValidation.Check(container.ReadinessProbe, ProbeKind.Readiness, path.Child("readinessProbe"), errors);
        ProbeValidation.Check(container.StartupProbe, ProbeKind.Startup, path.Child("startupProbe"), errors);
    }

    /// <summary>An init container that ends has no probes and no hooks.</summary>
    private static void NotRunning(Container container, FieldPath path, List<FieldError> errors)
    {
        Absent("lifecycle", container.Lifecycle);
        Absent("livenessProbe", container.LivenessProbe);
        Absent("readinessProbe", container.ReadinessProbe);
        Absent("startupProbe", container.StartupProbe);

        void Absent(string field, object? value)
        {
            if (value is not null)
            {
                errors.Add(FieldError.Forbidden(path.Child(field), "may not be set for init containers without restartPolicy=Always"));
            }
        }
    }
}
