using Portcullis.Model.Defaulting;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Fills in what the API server fills in when an object is written.</summary>
/// <remarks>
/// Pure, and applying it twice changes nothing more. Beside the defaults of the API types it does what three
/// admission plugins that are always on do to pods: service account name, default tolerations, priority. A pod
/// gets no service-account token volume: the embedded cluster issues no tokens. Addresses, node ports and
/// address families of services are the allocators' business.
/// <see href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/v1/defaults.go"/>
/// </remarks>
public static class ObjectDefaults
{
    /// <summary>The object with its defaults filled in; objects of kinds that have none are returned as they are.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="obj">The object; not changed.</param>
    public static T Apply<T>(T obj)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(obj);
        KubernetesObject defaulted = obj switch
        {
            Pod pod => PodDefaults.Apply(pod),
            Service service => ServiceDefaults.Apply(service),
            NetworkPolicy policy => NetworkPolicyDefaults.Apply(policy),
            Namespace ns => NamespaceDefaults.Apply(ns),
            Node node => NodeDefaults.Apply(node),
            Secret secret => SecretDefaults.Apply(secret),
            Endpoints endpoints => EndpointsDefaults.Apply(endpoints),
            EndpointSlice slice => EndpointsDefaults.Apply(slice),
            Event happened => EventDefaults.Apply(happened),
            Lease lease => lease.Spec is null ? lease with { Spec = new LeaseSpec() } : lease,
            ResourceQuota quota => quota.Spec is null ? quota with { Spec = new ResourceQuotaSpec() } : quota,
            LimitRange range => LimitRangeDefaults.Apply(range),
            _ => obj,
        };
        return (T)defaulted;
    }
}
