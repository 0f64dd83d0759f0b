using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for how a pod resolves names. The limits are those of the resolver in libc.</summary>
internal static class DnsValidation
{
    private const int MaxNameservers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;

    public static void Check(PodSpec spec, FieldPath path, List<FieldError> errors)
    {
        errors.OneOf(path.Child("dnsPolicy"), spec.DnsPolicy, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        var at = path.Child("dnsConfig");
        if (spec.DnsPolicy == "None" && spec.DnsConfig is null)
        {
            errors.Add(FieldError.Required(at, "must provide `dnsConfig` when `dnsPolicy` is None"));
        }
        else if (spec.DnsPolicy == "None" && spec.DnsConfig!.Nameservers is not { Count: > 0 })
        {
            errors.Add(FieldError.Required(at.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None"));
        }
        else if (spec.DnsConfig is { } config)
        {
            Config(config, at, errors);
        }
    }

    private static void Config(PodDnsConfig config, FieldPath path, List<FieldError> errors)
    {
        if (config.Nameservers is { Count: > MaxNameservers } many)
        {
            errors.Add(FieldError.Invalid(path.Child("nameservers"), many, $"must not have more than {MaxNameservers} nameservers"));
        }

        foreach (var (at, nameserver) in config.Nameservers.At(path.Child("nameservers")))
        {
            errors.Invalid(at, nameserver, NameRules.IPAddress(nameserver));
        }

        Searches(config.Searches ?? [], path.Child("searches"), errors);
        foreach (var (at, option) in config.Options.At(path.Child("options")))
        {
            if (string.IsNullOrEmpty(option.Name))
            {
                errors.Add(FieldError.Required(at, "must not be empty"));
            }
        }
    }

    private static void Searches(IReadOnlyList<string> searches, FieldPath path, List<FieldError> errors)
    {
        if (searches.Count > MaxSearches)
        {
            errors.Add(FieldError.Invalid(path, searches, $"must not have more than {MaxSearches} search paths"));
        }

        if (searches.Sum(s => s.Length + 1) - 1 > MaxSearchCharacters)
        {
            errors.Add(FieldError.Invalid(path, searches, $"must not have more than {MaxSearchCharacters} characters (including spaces) in the search list"));
        }

        foreach (var (at, search) in searches.At(path))
        {
            var domain = search.EndsWith('.') ? search[..^1] : search;
            errors.Invalid(at, domain, NameRules.Dns1123Subdomain(domain));
        }
    }
}
