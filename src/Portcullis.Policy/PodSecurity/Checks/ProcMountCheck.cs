using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>The masks over <c>/proc</c> must stay.</summary>
/// <remarks>
/// Field: <c>securityContext.procMount</c> of every container. Allowed: unset, Default; from 1.35 anything at the baseline
/// level for a pod in a user namespace, while the restricted level goes on as before.
/// </remarks>
internal static class ProcMountCheck
{
    public static Check Check { get; } = new("procMount", PodSecurityLevel.Baseline, new(0, V0), new(35, V35));

    public static Check Restricted { get; } = new("procMount_restricted", PodSecurityLevel.Restricted, new CheckVersion(35, V0)) { Overrides = "procMount" };

    private static Finding? V35(ObjectMeta metadata, PodSpec spec) => Wording.HasUserNamespace(spec) ? null : V0(metadata, spec);

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? containers = null;
        SortedSet<string>? types = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.ProcMount is { } type and not "Default")
            {
                Wording.Add(ref containers, container.Name);
                Wording.Add(ref types, type);
            }
        }

        return containers is null
            ? null
            : new Finding("procMount", $"{Wording.Containers(containers)} must not set securityContext.procMount to {Wording.Quoted(types!)}");
    }
}
