using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Validation;

/// <summary>Validates objects as the API server does before it stores them; defaults are to be applied first.</summary>
/// <remarks>
/// Pure. The rules, paths and words are those of Kubernetes 1.36 for every field that the wire types read;
/// fields kept as raw JSON (affinity, most volume sources) are checked no further than a pod without them needs.
/// <see href="https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go"/>
/// </remarks>
public static class ObjectValidation
{
    /// <summary>What is wrong with a new object; empty when nothing is.</summary>
    /// <param name="obj">The object, with its defaults.</param>
    public static IReadOnlyList<FieldError> ValidateCreate(KubernetesObject obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        var errors = new List<FieldError>();
        MetadataValidation.Create(obj, errors);
        Body(obj, errors);
        if (obj is Pod pod)
        {
            PodCreateValidation.Check(pod, errors);
        }

        return errors;
    }

    /// <summary>What is wrong with replacing one version of an object by another; empty when nothing is.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="updated">The new version, with its defaults.</param>
    /// <param name="old">The version that is stored.</param>
    public static IReadOnlyList<FieldError> ValidateUpdate<T>(T updated, T old)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(updated);
        ArgumentNullException.ThrowIfNull(old);
        var errors = new List<FieldError>();
        MetadataValidation.Update(updated, old, errors);
        switch (updated, (KubernetesObject)old)
        {
            case (Pod pod, Pod oldPod):
                MetadataValidation.Create(updated, errors);
                PodValidation.Check(pod, errors);
                PodUpdateValidation.Check(pod, oldPod, errors);
                return Distinct(errors);
            case (Service service, Service oldService):
                ServiceUpdateValidation.Check(service, oldService, errors);
                break;
            case (Secret secret, Secret oldSecret):
                SecretValidation.Update(secret, oldSecret, errors);
                break;
            case (ConfigMap map, ConfigMap oldMap):
                ConfigMapValidation.Update(map, oldMap, errors);
                break;
            case (Node node, Node oldNode):
                NodeValidation.Update(node, oldNode, errors);
                break;
        }

        Body(updated, errors);
        if (updated is ResourceQuota quota && old is ResourceQuota oldQuota)
        {
            ResourceQuotaValidation.Update(quota, oldQuota, errors);
        }

        if (updated is EndpointSlice slice && old is EndpointSlice oldSlice)
        {
            errors.Immutable("addressType", slice.AddressType, oldSlice.AddressType);
        }

        return Distinct(errors);
    }

    /// <summary>What is wrong with a new status; metadata may not change beyond what any update may.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="updated">The stored object with its new status.</param>
    /// <param name="old">The version that is stored.</param>
    public static IReadOnlyList<FieldError> ValidateStatusUpdate<T>(T updated, T old)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(updated);
        ArgumentNullException.ThrowIfNull(old);
        var errors = new List<FieldError>();
        MetadataValidation.Update(updated, old, errors);
        if (updated is Pod pod)
        {
            PodStatusValidation.Check(pod, errors);
        }
        else if (updated is Service { Spec.Type: not "LoadBalancer", Status.LoadBalancer.Ingress.Count: > 0 })
        {
            errors.Add(FieldError.Forbidden(FieldPath.Of("status").Child("loadBalancer").Child("ingress"), "may only be used when `spec.type` is 'LoadBalancer'"));
        }
        else if (updated is Node node)
        {
            NodeValidation.Status(node, errors);
        }

        return errors;
    }

    /// <summary>What is wrong with the addresses that a service asks for, before any is allocated.</summary>
    /// <param name="spec">The service's.</param>
    public static IReadOnlyList<FieldError> ValidateServiceAddresses(ServiceSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var errors = new List<FieldError>();
        ServiceAddressValidation.ClusterIPs(spec, "spec", errors);
        return errors;
    }

    private static void Body(KubernetesObject obj, List<FieldError> errors)
    {
        switch (obj)
        {
            case Pod pod: PodValidation.Check(pod, errors); break;
            case Service service: ServiceValidation.Check(service, errors); break;
            case NetworkPolicy policy: NetworkPolicyValidation.Check(policy, errors); break;
            case ServiceCIDR range: ServiceCIDRValidation.Check(range, errors); break;
            case Ingress ingress: IngressValidation.Check(ingress, errors); break;
            case ConfigMap map: ConfigMapValidation.Check(map, errors); break;
            case Secret secret: SecretValidation.Check(secret, errors); break;
            case ResourceQuota quota: ResourceQuotaValidation.Check(quota, errors); break;
            case LimitRange range: LimitRangeValidation.Check(range, errors); break;
            case Lease lease: LeaseValidation.Check(lease, errors); break;
            case Node node: NodeValidation.Check(node, errors); break;
            case Event occurrence: EventValidation.Check(occurrence, errors); break;
            case Endpoints endpoints: EndpointsValidation.Check(endpoints, errors); break;
            case EndpointSlice slice: EndpointSliceValidation.Check(slice, errors); break;
        }
    }

    /// <summary>An update runs some checks twice, as the real one does; each fault is told once.</summary>
    private static List<FieldError> Distinct(List<FieldError> errors) => [.. errors.DistinctBy(e => e.ToString(), StringComparer.Ordinal)];
}
