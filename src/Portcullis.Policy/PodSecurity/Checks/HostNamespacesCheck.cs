using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>The node's namespaces must not be shared.</summary>
/// <remarks>Fields: <c>hostNetwork</c>, <c>hostPID</c>, <c>hostIPC</c>. Allowed: unset, false.</remarks>
internal static class HostNamespacesCheck
{
    public static Check Check { get; } = new("hostNamespaces", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? shared = null;
        if (spec.HostNetwork == true)
        {
            Wording.Add(ref shared, "hostNetwork=true");
        }

        if (spec.HostPID == true)
        {
            Wording.Add(ref shared, "hostPID=true");
        }

        if (spec.HostIPC == true)
        {
            Wording.Add(ref shared, "hostIPC=true");
        }

        return shared is null ? null : new Finding("host namespaces", string.Join(", ", shared));
    }
}
