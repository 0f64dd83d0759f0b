using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Service accounts, which a DELETE answers with.</summary>
internal sealed class ServiceAccountStrategy : ResourceStrategy
{
    public override bool ReturnsDeletedObject => true;

    public override KubernetesObject PrepareForCreate(KubernetesObject value) => WithoutEmptyLists((ServiceAccount)value);

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) => WithoutEmptyLists((ServiceAccount)value);

    /// <summary>A list that says nothing is not kept.</summary>
    private static ServiceAccount WithoutEmptyLists(ServiceAccount account) => account with
    {
        Secrets = account.Secrets is { Count: > 0 } ? account.Secrets : null,
        ImagePullSecrets = account.ImagePullSecrets is { Count: > 0 } ? account.ImagePullSecrets : null,
    };
}
