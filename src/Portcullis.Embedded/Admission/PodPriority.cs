using Portcullis.Embedded.Api;
using Portcullis.Model.Errors;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>Refuses priority classes that are not there, and priorities that are not those of the class.</summary>
/// <remarks><see href="https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#priority"/></remarks>
internal static class PodPriority
{
    /// <param name="pod">The pod, with its defaults.</param>
    /// <exception cref="ApiException">403.</exception>
    public static void Check(Pod pod)
    {
        var name = pod.Spec?.PriorityClassName ?? "";
        var computed = name switch
        {
            "" => 0,
            "system-cluster-critical" => 2_000_000_000,
            "system-node-critical" => 2_000_001_000,
            _ => throw Forbidden(pod, $"no PriorityClass with name {name} was found"),
        };
        if (pod.Spec?.Priority is { } given && given != computed)
        {
            throw Forbidden(
                pod,
                $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {computed} from the given PriorityClass name");
        }
    }

    private static ApiException Forbidden(Pod pod, string why) => new(StatusErrors.Forbidden(ResourceTypes.Pods, pod.Metadata.Name ?? "", why));
}
