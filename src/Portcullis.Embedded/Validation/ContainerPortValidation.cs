using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the ports of containers.</summary>
internal static class ContainerPortValidation
{
    public static void Check(IReadOnlyList<ContainerPort>? ports, FieldPath path, List<FieldError> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, port) in ports.At(path))
        {
            Name(port.Name, names, at.Child("name"), errors);
            if (port.Port is null or 0)
            {
                errors.Add(FieldError.Required(at.Child("containerPort")));
            }
            else
            {
                errors.Invalid(at.Child("containerPort"), port.Port, NameRules.PortNumber(port.Port.Value));
            }

            if (port.HostPort is { } host and not 0)
            {
                errors.Invalid(at.Child("hostPort"), host, NameRules.PortNumber(host));
            }

            errors.OneOf(at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
        }
    }

    /// <summary>No two containers that run together take the same port of the node.</summary>
    public static void HostPortConflicts(IReadOnlyList<Container> containers, FieldPath path, List<FieldError> errors)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, container) in containers.At(path))
        {
            foreach (var (portAt, port) in container.Ports.At(at.Child("ports")))
            {
                var key = $"{port.Protocol}/{port.HostIP}/{port.HostPort}";
                if (port.HostPort is not (null or 0) && !taken.Add(key))
                {
                    errors.Add(FieldError.Duplicate(portAt.Child("hostPort"), key));
                }
            }
        }
    }

    private static void Name(string? name, HashSet<string> names, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var messages = NameRules.PortName(name).ToList();
        errors.Invalid(path, name, messages);
        if (messages.Count == 0 && !names.Add(name))
        {
            errors.Add(FieldError.Duplicate(path, name));
        }
    }
}
