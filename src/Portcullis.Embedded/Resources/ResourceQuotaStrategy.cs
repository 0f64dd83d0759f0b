using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Resource quotas: the status is the server's.</summary>
internal sealed class ResourceQuotaStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override KubernetesObject PrepareForCreate(KubernetesObject value) => (ResourceQuota)value with { Status = new ResourceQuotaStatus() };

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (ResourceQuota)value with { Status = ((ResourceQuota)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (ResourceQuota)old with { Status = ((ResourceQuota)value).Status ?? new ResourceQuotaStatus() };
}
