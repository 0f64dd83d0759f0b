using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the addresses and address families of a service.</summary>
internal static class ServiceAddressValidation
{
    public static void Check(ServiceSpec spec, FieldPath path, List<FieldError> errors)
    {
        if (spec.Type != "ExternalName")
        {
            ClusterIPs(spec, path, errors);
            Families(spec, path, errors);
        }

        foreach (var (at, address) in spec.ExternalIPs.At(path.Child("externalIPs")))
        {
            if (IPText.TryParseAddress(address, out var parsed))
            {
                NotSpecial(address, parsed, at, errors);
            }
            else
            {
                errors.Invalid(at, address, NameRules.IPAddress(address));
            }
        }
    }

    /// <summary>Not an address that means the host itself or only its link.</summary>
    public static void NotSpecial(string text, IPAddress address, FieldPath path, List<FieldError> errors)
    {
        var bytes = address.GetAddressBytes();
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        var detail = address switch
        {
            _ when address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) => $"may not be unspecified ({text})",
            _ when IPAddress.IsLoopback(address) => "may not be in the loopback range (127.0.0.0/8, ::1/128)",
            _ when (isV4 ? bytes is [169, 254, ..] : address.IsIPv6LinkLocal) => "may not be in the link-local range (169.254.0.0/16, fe80::/10)",
            _ when (isV4 ? bytes is [224, 0, 0, ..] : bytes is [0xff, 0x02, ..]) => "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
            _ => null,
        };
        if (detail is not null)
        {
            errors.Add(FieldError.Invalid(path, text, detail));
        }
    }

    public static void ClusterIPs(ServiceSpec spec, FieldPath path, List<FieldError> errors)
    {
        var at = path.Child("clusterIPs");
        var addresses = spec.ClusterIPs ?? (string.IsNullOrEmpty(spec.ClusterIP) ? [] : [spec.ClusterIP]);
        if (addresses.Count > 0 && addresses[0] != (spec.ClusterIP ?? ""))
        {
            errors.Add(FieldError.Invalid(at, addresses, "first value must match `clusterIP`"));
        }

        if (addresses is ["None", _, ..])
        {
            errors.Add(FieldError.Invalid(at, addresses, "'None' must be the first and only value"));
        }
        else if (addresses is not ["None"])
        {
            foreach (var (each, address) in addresses.At(at))
            {
                errors.Invalid(each, address, NameRules.IPAddress(address));
            }
        }

        if (addresses.Count > 2)
        {
            errors.Add(FieldError.Invalid(at, addresses, "may only hold up to 2 values"));
        }
    }

    private static void Families(ServiceSpec spec, FieldPath path, List<FieldError> errors)
    {
        errors.OptionalOneOf(path.Child("ipFamilyPolicy"), spec.IpFamilyPolicy, "PreferDualStack", "RequireDualStack", "SingleStack");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, family) in spec.IpFamilies.At(path.Child("ipFamilies")))
        {
            errors.OptionalOneOf(at, family, "IPv4", "IPv6");
            if (!seen.Add(family))
            {
                errors.Add(FieldError.Duplicate(at, family));
            }
        }
    }
}
