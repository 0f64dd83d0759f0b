using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.PodSecurity.Effective;

namespace Portcullis.Admission.Tests.Laws;

/// <summary>What a container may do, worked out by Policy, which shares nothing with admission.</summary>
internal sealed record Rights(string Container, IReadOnlySet<string> Capabilities, bool Escalates, bool MayBeRoot, bool WritesRoot, bool Unconfined, bool Privileged)
{
    /// <summary>The rights of every container, by name.</summary>
    public static IReadOnlyDictionary<string, Rights> Of(PodSpec spec) =>
        EffectiveSecurity.Of(new ObjectMeta(), spec).Select(Of).ToDictionary(rights => rights.Container, StringComparer.Ordinal);

    /// <summary>The most that a profile gives.</summary>
    public static Rights Of(Profile profile) => new(
        "",
        profile.Capabilities.ToHashSet(StringComparer.Ordinal),
        profile.AllowPrivilegeEscalation,
        !profile.RunAsNonRoot,
        !profile.ReadOnlyRootFilesystem,
        profile.Seccomp.Contains(ProfileChoice.Unconfined),
        Privileged: false);

    /// <summary>True when nothing here goes beyond the other.</summary>
    public bool IsWithin(Rights other) =>
        Capabilities.IsSubsetOf(other.Capabilities)
        && Within(Escalates, other.Escalates)
        && Within(MayBeRoot, other.MayBeRoot)
        && Within(WritesRoot, other.WritesRoot)
        && Within(Unconfined, other.Unconfined)
        && Within(Privileged, other.Privileged);

    public bool IsSameAs(Rights other) => IsWithin(other) && other.IsWithin(this);

    private static bool Within(bool mine, bool others) => !mine || others;

    private static Rights Of(EffectiveContainer container) => new(
        container.Name,
        container.Kernel.Bounding.ToHashSet(StringComparer.Ordinal),
        !container.NoNewPrivileges,
        container.Effective.RunAsNonRoot != true,
        container.Effective.ReadOnlyRootFilesystem != true,
        container.Effective.SeccompProfile?.Type is null or "Unconfined",
        container.Effective.Privileged == true);
}
