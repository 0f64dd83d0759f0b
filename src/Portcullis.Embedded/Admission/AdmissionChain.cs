using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>The admission controllers that a default API server runs and that matter here, in its order.</summary>
internal sealed class AdmissionChain(NamespaceLifecycle lifecycle, LimitRanger limits, PodSecurityAdmission security, ServiceAllocator services, QuotaAdmission quotas)
{
    /// <summary>Fills in what a namespace sets for new objects, and refuses what its limits forbid.</summary>
    /// <exception cref="ApiException">404 or 403.</exception>
    public KubernetesObject MutateNew(ResourceDefinition definition, KubernetesObject value)
    {
        lifecycle.CheckCreation(definition, value);
        return value switch
        {
            Pod pod => Admit(pod),
            Node node => NodeTaints.NotReadyYet(node),
            _ => value,
        };
    }

    private Pod Admit(Pod pod)
    {
        PodPriority.Check(pod);
        return limits.Admit(pod);
    }

    /// <summary>Refuses what is valid in itself and not wanted here, and warns of what may be.</summary>
    /// <exception cref="ApiException">403 or 422.</exception>
    public void Validate(ResourceDefinition definition, KubernetesObject value, KubernetesObject? old, WriteOptions options)
    {
        foreach (var warning in definition.Strategy.Warnings(value, old))
        {
            options.Warn?.Invoke(warning);
        }

        security.Check(definition, value, old, options);
    }

    /// <exception cref="ApiException">403 for namespaces that must stay.</exception>
    public static void CheckDeletion(ResourceDefinition definition, NamespacedName key) => NamespaceLifecycle.CheckDeletion(definition, key);

    /// <summary>Takes addresses and ports for a Service.</summary>
    /// <exception cref="ApiException">422 when one is taken, out of range, or none is left.</exception>
    public IAllocation Allocate(ResourceDefinition definition, KubernetesObject value, KubernetesObject? old) =>
        value is Service service ? services.Allocate(definition, service, (Service?)old) : new NoAllocation(value);

    /// <summary>Writes while holding what the namespace's quotas count, so that they are never overrun.</summary>
    /// <returns>What was written; null when another write came first.</returns>
    /// <exception cref="ApiException">403 exceeded quota.</exception>
    public StoredObject? Charge(ResourceDefinition definition, KubernetesObject? old, KubernetesObject value, bool dryRun, Func<StoredObject?> write) =>
        quotas.Charge(definition, old, value, dryRun, write);

    /// <summary>An object is gone: what it held is free.</summary>
    public void Released(ResourceDefinition definition, KubernetesObject value)
    {
        if (value is Service service)
        {
            services.Release(service);
        }

        quotas.Released(definition, value);
    }
}
