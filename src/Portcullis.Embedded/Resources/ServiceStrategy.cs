using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Services: addresses and ports are kept across updates by the allocator, the status by this.</summary>
internal sealed class ServiceStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool CreatesOnUpdate => true;

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlyList<string> SelectableFields => ["spec.clusterIP", "spec.type"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label)
    {
        var spec = ((Service)value).Spec;
        return (label == "spec.type" ? spec?.Type : spec?.ClusterIP) ?? "";
    }

    public override KubernetesObject PrepareForCreate(KubernetesObject value) =>
        (Service)value with { Status = new ServiceStatus { LoadBalancer = new LoadBalancerStatus() } };

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (Service)value with { Status = ((Service)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Service)old with { Status = ((Service)value).Status };

    public override IEnumerable<string> Warnings(KubernetesObject value, KubernetesObject? old) =>
        ((Service)value).Spec?.ExternalIPs is { Count: > 0 } ? ["spec.externalIPs is deprecated and may no longer be implemented in some clusters"] : [];

    public override object? Spec(KubernetesObject value) => ((Service)value).Spec;
}
