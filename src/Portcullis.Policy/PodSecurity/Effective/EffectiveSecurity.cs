using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>Works out what every container of a pod really runs with, as the kubelet does, and says why. Pure.</summary>
public static class EffectiveSecurity
{
    /// <summary>The containers of a pod: init, ordinary, ephemeral, each list in its own order.</summary>
    /// <param name="metadata">The pod's metadata, for annotations that stand in for AppArmor fields.</param>
    /// <param name="spec">The pod's spec, with or without the API server's defaults.</param>
    public static IReadOnlyList<EffectiveContainer> Of(ObjectMeta metadata, PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. Of(spec.InitContainers, ContainerKind.Init, metadata, spec),
            .. Of(spec.Containers, ContainerKind.Container, metadata, spec),
            .. Of(spec.EphemeralContainers, ContainerKind.Ephemeral, metadata, spec),
        ];
    }

    private static IEnumerable<EffectiveContainer> Of(IReadOnlyList<Container>? containers, ContainerKind kind, ObjectMeta metadata, PodSpec spec) =>
        (containers ?? []).OfType<Container>().Select(container => Of(container, kind, metadata, spec));

    private static EffectiveContainer Of(Container container, ContainerKind kind, ObjectMeta metadata, PodSpec spec)
    {
        var merge = new ContextMerge(container.SecurityContext, spec.SecurityContext);
        var effective = merge.Apply();
        return new EffectiveContainer(
            container.Name ?? "",
            kind,
            effective,
            // Unset is not enough: only an explicit false makes the kubelet set the flag.
            NoNewPrivileges: effective.AllowPrivilegeEscalation == false,
            merge.From,
            // An annotation speaks of one container, so that it goes before what the pod says of all.
            container.SecurityContext?.AppArmorProfile ?? AppArmorAnnotations.Of(metadata, container.Name) ?? effective.AppArmorProfile,
            KernelView.Of(effective, spec.SecurityContext));
    }
}
