using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the ports of a service.</summary>
internal static class ServicePortValidation
{
    public static void Check(ServiceSpec spec, FieldPath path, List<FieldError> errors)
    {
        var ports = spec.Ports ?? [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, port) in ports.At(path))
        {
            Name(port.Name, ports.Count > 1, names, at.Child("name"), errors);
            errors.Invalid(at.Child("port"), port.Port ?? 0, NameRules.PortNumber(port.Port ?? 0));
            errors.OneOf(at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            PortValidation.NumberOrName(port.TargetPort, at.Child("targetPort"), errors);
            if (port.AppProtocol is { } protocol)
            {
                errors.Invalid(at.Child("appProtocol"), protocol, NameRules.QualifiedName(protocol));
            }
        }

        if (spec.Type == "ClusterIP")
        {
            NoNodePorts(ports, path, errors);
        }

        Duplicates(ports, path, errors);
    }

    private static void Name(string? name, bool required, HashSet<string> names, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            if (required)
            {
                errors.Add(FieldError.Required(path));
            }

            return;
        }

        errors.Invalid(path, name, NameRules.Dns1123Label(name));
        if (!names.Add(name))
        {
            errors.Add(FieldError.Duplicate(path, name));
        }
    }

    private static void NoNodePorts(IReadOnlyList<ServicePort> ports, FieldPath path, List<FieldError> errors)
    {
        foreach (var (at, port) in ports.At(path))
        {
            if (port.NodePort is not (null or 0))
            {
                errors.Add(FieldError.Forbidden(at.Child("nodePort"), "may not be used when `type` is 'ClusterIP'"));
            }
        }
    }

    private static void Duplicates(IReadOnlyList<ServicePort> ports, FieldPath path, List<FieldError> errors)
    {
        var nodePorts = new HashSet<(string?, int?)>();
        foreach (var (at, port) in ports.At(path))
        {
            if (port.NodePort is not (null or 0) && !nodePorts.Add((port.Protocol, port.NodePort)))
            {
                errors.Add(FieldError.Duplicate(at.Child("nodePort"), port.NodePort));
            }
        }

        var seen = new HashSet<(string?, int?)>();
        foreach (var (at, port) in ports.At(path))
        {
            if (!seen.Add((port.Protocol, port.Port)))
            {
                errors.Add(FieldError.Duplicate(at, port with { Name = "", TargetPort = null, NodePort = null, AppProtocol = null }));
            }
        }
    }
}
