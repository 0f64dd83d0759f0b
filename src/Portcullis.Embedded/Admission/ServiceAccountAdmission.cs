using Portcullis.Model;

namespace Portcullis.Embedded.Admission;

/// <summary>A pod that names no service account runs as <c>default</c>.</summary>
/// <remarks>No token volume is mounted: nothing in a simulated pod could use it.</remarks>
internal static class ServiceAccountAdmission
{
    private const string DefaultName = "default";

    public static Pod Admit(Pod pod)
    {
        if (pod.Spec is not { } spec || (!string.IsNullOrEmpty(spec.ServiceAccountName) && spec.ServiceAccount == spec.ServiceAccountName))
        {
            return pod;
        }

        var name = !string.IsNullOrEmpty(spec.ServiceAccountName) ? spec.ServiceAccountName
            : !string.IsNullOrEmpty(spec.ServiceAccount) ? spec.ServiceAccount
            : DefaultName;
        return pod with { Spec = spec with { ServiceAccountName = name, ServiceAccount = name } };
    }
}
