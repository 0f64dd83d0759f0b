using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the spec of a pod that hold at every write.</summary>
internal static class PodValidation
{
    private static readonly FieldPath Spec = "spec";

    public static void Check(Pod pod, List<FieldError> errors)
    {
        var spec = pod.Spec ?? new PodSpec();
        if (spec.TerminationGracePeriodSeconds is null)
        {
            errors.Add(FieldError.Required(Spec.Child("terminationGracePeriodSeconds")));
        }

        var volumes = VolumeValidation.Check(spec.Volumes, Spec.Child("volumes"), errors);
        var context = new ContainerContext(volumes, spec.TerminationGracePeriodSeconds, spec.HostUsers != false);
        ContainerListValidation.Containers(spec, context, Spec.Child("containers"), errors);
        ContainerListValidation.InitContainers(spec, context, Spec.Child("initContainers"), errors);
        HostPorts(spec, errors);
        errors.OneOf(Spec.Child("restartPolicy"), spec.RestartPolicy, "Always", "OnFailure", "Never");
        DnsValidation.Check(spec, Spec, errors);
        LabelValidation.Labels(spec.NodeSelector, Spec.Child("nodeSelector"), errors);
        PodSecurityValidation.Check(spec, Spec, errors);
        Names(spec, errors);
        if (spec.ActiveDeadlineSeconds is { } deadline and (< 1 or > int.MaxValue))
        {
            errors.Add(FieldError.Invalid(Spec.Child("activeDeadlineSeconds"), deadline, Messages.InclusiveRange(1, int.MaxValue)));
        }

        TolerationValidation.Check(spec.Tolerations, Spec.Child("tolerations"), errors);
        HostAliases(spec, errors);
        if (spec.PreemptionPolicy is not null)
        {
            errors.OneOf(Spec.Child("preemptionPolicy"), spec.PreemptionPolicy, "PreemptLowerPriority", "Never");
        }

        if (spec.Overhead is { } overhead)
        {
            ResourceValidation.Check(new ResourceRequirements { Limits = overhead }, Spec.Child("overhead"), errors);
        }

        OperatingSystemValidation.Check(spec, Spec, errors);
        Whitespace(spec.Containers, Spec.Child("containers"), errors);
        Whitespace(spec.InitContainers, Spec.Child("initContainers"), errors);
    }

    private static void Names(PodSpec spec, List<FieldError> errors)
    {
        Name("serviceAccountName", spec.ServiceAccountName, NameRules.Dns1123Subdomain);
        Name("nodeName", spec.NodeName, NameRules.Dns1123Subdomain);
        Name("hostname", spec.Hostname, NameRules.Dns1123Label);
        Name("subdomain", spec.Subdomain, NameRules.Dns1123Label);
        Name("priorityClassName", spec.PriorityClassName, NameRules.Dns1123Subdomain);
        if (spec.RuntimeClassName is { } runtime)
        {
            errors.Invalid(Spec.Child("runtimeClassName"), runtime, NameRules.Dns1123Subdomain(runtime));
        }

        void Name(string field, string? value, Func<string, IEnumerable<string>> rule)
        {
            if (!string.IsNullOrEmpty(value))
            {
                errors.Invalid(Spec.Child(field), value, rule(value));
            }
        }
    }

    private static void HostPorts(PodSpec spec, List<FieldError> errors)
    {
        if (spec.HostNetwork != true)
        {
            return;
        }

        foreach (var (at, container) in spec.Containers.At(Spec.Child("containers")))
        {
            foreach (var (portAt, port) in container.Ports.At(at.Child("ports")))
            {
                if ((port.HostPort ?? 0) != (port.Port ?? 0))
                {
                    errors.Add(FieldError.Invalid(portAt.Child("hostPort"), port.HostPort ?? 0, "must match `containerPort` when `hostNetwork` is true"));
                }
            }
        }
    }

    private static void HostAliases(PodSpec spec, List<FieldError> errors)
    {
        foreach (var (at, alias) in spec.HostAliases.At(Spec.Child("hostAliases")))
        {
            errors.Invalid(at.Child("ip"), alias.Ip ?? "", NameRules.IPAddress(alias.Ip ?? ""));
            foreach (var (nameAt, hostname) in alias.Hostnames.At(at.Child("hostnames")))
            {
                errors.Invalid(nameAt, hostname, NameRules.Dns1123Subdomain(hostname));
            }
        }
    }

    private static void Whitespace(IReadOnlyList<Container>? containers, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, container) in containers.At(path))
        {
            if (container.Image is { } image && image.Trim().Length != image.Length)
            {
                errors.Add(FieldError.Invalid(at.Child("image"), image, "must not have leading or trailing whitespace"));
            }
        }
    }
}
