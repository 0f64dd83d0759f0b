using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>
/// The address families of one write of one service, as the API server settles them: whoever prefers two gets what the
/// cluster has, and nobody is given a second one, or loses it, without having asked.
/// <see href="https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services"/>
/// </summary>
internal sealed class ServiceFamilies(ServiceSpec spec, ServiceSpec? before, IReadOnlyList<string> ofCluster)
{
    private const string Single = "SingleStack";
    private const string Prefer = "PreferDualStack";
    private const string Require = "RequireDualStack";

    private static readonly FieldPath Path = "spec";

    private readonly List<FieldError> _errors = [];

    /// <summary>The service with its families settled.</summary>
    public ServiceSpec Spec { get; private set; } = spec;

    private bool IsHeadless => Addresses(Spec) is ["None", ..];

    /// <summary>The addresses that a service says it has.</summary>
    public static IReadOnlyList<string> Addresses(ServiceSpec? of) =>
        of?.ClusterIPs is { Count: > 0 } several ? several : of?.ClusterIP is { Length: > 0 } one ? [one] : [];

    /// <summary>Settles them.</summary>
    /// <returns>What is wrong with what was asked for.</returns>
    public IReadOnlyList<FieldError> Settle()
    {
        if (KeepsItsPreference())
        {
            return [];
        }

        Spec = Spec with { IpFamilyPolicy = Spec.IpFamilyPolicy ?? before?.IpFamilyPolicy ?? (IsHeadless && Spec.Selector is not { Count: > 0 } ? Require : Single) };
        if (before is not null)
        {
            Shorten(before);
        }

        if (Spec.IpFamilyPolicy == Single)
        {
            RefuseTwo("clusterIPs", "cluster IPs", Addresses(Spec).Count);
            RefuseTwo("ipFamilies", "IP families", Spec.IpFamilies?.Count ?? 0);
        }

        Infer();
        if (_errors.Count > 0)
        {
            return _errors;
        }

        if (IsHeadless && Spec.Selector is not { Count: > 0 })
        {
            // Whoever writes the endpoints of a service by hand may write any.
            Complete(["IPv4", "IPv6"]);
            return [];
        }

        if (Spec.IpFamilyPolicy == Require && ofCluster.Count < 2)
        {
            _errors.Add(FieldError.Invalid(Path.Child("ipFamilyPolicy"), Spec.IpFamilyPolicy, "this cluster is not configured for dual-stack services"));
        }

        for (var i = 0; i < (Spec.IpFamilies?.Count ?? 0); i++)
        {
            if (!ofCluster.Contains(Spec.IpFamilies![i]))
            {
                _errors.Add(FieldError.Invalid(Path.Child("ipFamilies").Index(i), Spec.IpFamilies[i], "not configured on this cluster"));
            }
        }

        Complete(ofCluster);
        return _errors;
    }

    // A service that prefers two families is left as it is when the cluster gets or loses its second.
    private bool KeepsItsPreference() =>
        before is { IpFamilyPolicy: Prefer } && Spec.IpFamilyPolicy == Prefer && Spec.Type == before.Type
        && Addresses(Spec).SequenceEqual(Addresses(before)) && (Spec.IpFamilies ?? []).SequenceEqual(before.IpFamilies ?? []);

    private void Shorten(ServiceSpec old)
    {
        var (addresses, families) = (Addresses(Spec), Spec.IpFamilies ?? []);
        var (oldAddresses, oldFamilies) = (Addresses(old), old.IpFamilies ?? []);
        if (Spec.IpFamilyPolicy == Single)
        {
            Spec = Spec with
            {
                ClusterIPs = addresses.Count > 1 && addresses.SequenceEqual(oldAddresses) ? [addresses[0]] : Spec.ClusterIPs,
                IpFamilies = families.Count > 1 && families.SequenceEqual(oldFamilies) ? [families[0]] : Spec.IpFamilies,
            };
        }
        else
        {
            RefuseFewer("cluster IP", addresses.Count, oldAddresses.Count);
            RefuseFewer("IP family", families.Count, oldFamilies.Count);
        }
    }

    private void RefuseFewer(string what, int now, int then)
    {
        if (now > 0 && now < then)
        {
            _errors.Add(FieldError.Invalid(Path.Child("ipFamilyPolicy"), Spec.IpFamilyPolicy, $"must be 'SingleStack' to release the secondary {what}"));
        }
    }

    private void RefuseTwo(string field, string what, int count)
    {
        if (count == 2)
        {
            _errors.Add(FieldError.Invalid(Path.Child("ipFamilyPolicy"), Spec.IpFamilyPolicy, $"must be 'RequireDualStack' or 'PreferDualStack' when multiple {what} are specified"));
        }
    }

    // An address tells its family.
    private void Infer()
    {
        var addresses = Addresses(Spec);
        var families = (Spec.IpFamilies ?? []).ToList();
        for (var i = families.Count; i < addresses.Count && AddressRange.FamilyOf(addresses[i]) is { } family; i++)
        {
            if (!ofCluster.Contains(family))
            {
                _errors.Add(FieldError.Invalid(Path.Child("clusterIPs").Index(i), addresses, $"{family} is not configured on this cluster"));
            }

            families.Add(family);
        }

        Spec = Spec with { IpFamilies = families };
    }

    private void Complete(IReadOnlyList<string> all)
    {
        var families = Spec.IpFamilies is { Count: > 0 } given ? given : [ofCluster[0]];
        Spec = Spec with { IpFamilies = Spec.IpFamilyPolicy == Single || families.Count > 1 ? families : [families[0], .. all.Where(family => family != families[0])] };
    }
}
