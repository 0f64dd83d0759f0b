using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Discovery;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for endpoint slices.</summary>
internal static class EndpointSliceValidation
{
    private const int MaxEndpoints = 1000;
    private const int MaxAddresses = 100;

    public static void Check(EndpointSlice slice, List<FieldError> errors)
    {
        errors.OneOf("addressType", slice.AddressType, "FQDN", "IPv4", "IPv6");
        if (slice.Endpoints is { Count: > MaxEndpoints } many)
        {
            errors.Add(FieldError.TooMany("endpoints", many.Count, MaxEndpoints));
            return;
        }

        foreach (var (at, endpoint) in slice.Endpoints.At("endpoints"))
        {
            Addresses(endpoint.Addresses ?? [], slice.AddressType, at.Child("addresses"), errors);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, port) in slice.Ports.At("ports"))
        {
            Port(port, names, at, errors);
        }
    }

    private static void Addresses(IReadOnlyList<string> addresses, string? type, FieldPath path, List<FieldError> errors)
    {
        if (addresses.Count == 0)
        {
            errors.Add(FieldError.Required(path, "must contain at least 1 address"));
        }
        else if (addresses.Count > MaxAddresses)
        {
            errors.Add(FieldError.TooMany(path, addresses.Count, MaxAddresses));
        }

        var family = type switch { "IPv4" => AddressFamily.InterNetwork, "IPv6" => AddressFamily.InterNetworkV6, _ => AddressFamily.Unspecified };
        foreach (var (at, address) in addresses.At(path))
        {
            if (family == AddressFamily.Unspecified)
            {
                errors.Invalid(at, address, NameRules.Dns1123Subdomain(address));
            }
            else if (!IPText.TryParseAddress(address, out var parsed) || parsed.AddressFamily != family)
            {
                errors.Add(FieldError.Invalid(at, address, $"must be a valid {type} address"));
            }
            else
            {
                ServiceAddressValidation.NotSpecial(address, parsed, at, errors);
            }
        }
    }

    private static void Port(EndpointPort port, HashSet<string> names, FieldPath path, List<FieldError> errors)
    {
        if (!string.IsNullOrEmpty(port.Name))
        {
            errors.Invalid(path.Child("name"), port.Name, NameRules.Dns1123Label(port.Name));
        }

        if (!names.Add(port.Name ?? ""))
        {
            errors.Add(FieldError.Duplicate(path.Child("name"), port.Name ?? ""));
        }

        errors.OneOf(path.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
        if (port.Port is { } number)
        {
            errors.Invalid(path.Child("port"), number, NameRules.PortNumber(number));
        }
    }
}
