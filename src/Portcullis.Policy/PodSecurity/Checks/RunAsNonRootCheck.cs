using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Every container must be made to run as another user than root.</summary>
/// <remarks>
/// Field: <c>securityContext.runAsNonRoot</c> of pod and containers. Allowed: true; unset on a container of a pod that sets it.
/// A pod's false is an offence even when every container says true. From 1.35, pods in a user namespace are exempt.
/// </remarks>
internal static class RunAsNonRootCheck
{
    private const string Reason = "runAsNonRoot != true";

    public static Check Check { get; } = new("runAsNonRoot", PodSecurityLevel.Restricted, new(0, V0), new(35, V35));

    private static Finding? V35(ObjectMeta metadata, PodSpec spec) => Wording.HasUserNamespace(spec) ? null : V0(metadata, spec);

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        var pod = spec.SecurityContext?.RunAsNonRoot;
        List<string>? denying = null;
        List<string>? silent = null;
        foreach (var container in new PodContainers(spec))
        {
            var own = container.SecurityContext?.RunAsNonRoot;
            if (own == false)
            {
                Wording.Add(ref denying, container.Name);
            }
            else if (own is null && pod != true)
            {
                Wording.Add(ref silent, container.Name);
            }
        }

        if (pod == false || denying is not null)
        {
            return new Finding(Reason, $"{Wording.Setters(pod == false, denying)} must not set securityContext.runAsNonRoot=false");
        }

        return silent is null ? null : new Finding(Reason, $"pod or {Wording.Containers(silent)} must set securityContext.runAsNonRoot=true");
    }
}
