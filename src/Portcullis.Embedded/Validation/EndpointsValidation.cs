using Portcullis.Model.Addresses;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for endpoints.</summary>
internal static class EndpointsValidation
{
    public static void Check(Endpoints endpoints, List<FieldError> errors)
    {
        foreach (var (at, subset) in endpoints.Subsets.At("subsets"))
        {
            if (subset.Addresses is not { Count: > 0 } && subset.NotReadyAddresses is not { Count: > 0 })
            {
                errors.Add(FieldError.Required(at, "must specify `addresses` or `notReadyAddresses`"));
            }

            foreach (var (addressAt, address) in subset.Addresses.At(at.Child("addresses")).Concat(subset.NotReadyAddresses.At(at.Child("notReadyAddresses"))))
            {
                Address(address, addressAt, errors);
            }

            foreach (var (portAt, port) in subset.Ports.At(at.Child("ports")))
            {
                Port(port, subset.Ports!.Count > 1, portAt, errors);
            }
        }
    }

    private static void Address(EndpointAddress address, FieldPath path, List<FieldError> errors)
    {
        if (IPText.TryParseAddress(address.Ip, out var parsed))
        {
            ServiceAddressValidation.NotSpecial(address.Ip!, parsed, path.Child("ip"), errors);
        }
        else
        {
            errors.Invalid(path.Child("ip"), address.Ip ?? "", NameRules.IPAddress(address.Ip ?? ""));
        }

        if (!string.IsNullOrEmpty(address.Hostname))
        {
            errors.Invalid(path.Child("hostname"), address.Hostname, NameRules.Dns1123Label(address.Hostname));
        }

        if (address.NodeName is { } node)
        {
            errors.Invalid(path.Child("nodeName"), node, NameRules.Dns1123Subdomain(node));
        }
    }

    private static void Port(CoreEndpointPort port, bool nameRequired, FieldPath path, List<FieldError> errors)
    {
        if (!string.IsNullOrEmpty(port.Name))
        {
            errors.Invalid(path.Child("name"), port.Name, NameRules.Dns1123Label(port.Name));
        }
        else if (nameRequired)
        {
            errors.Add(FieldError.Required(path.Child("name")));
        }

        errors.Invalid(path.Child("port"), port.Port ?? 0, NameRules.PortNumber(port.Port ?? 0));
        errors.OneOf(path.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
    }
}
