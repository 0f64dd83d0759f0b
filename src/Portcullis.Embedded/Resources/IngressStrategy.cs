using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Resources;

/// <summary>Ingresses: the status is whoever's that leads requests, which here is nobody.</summary>
internal sealed class IngressStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override bool CountsGenerations => true;

    public override object? Spec(KubernetesObject value) => ((Ingress)value).Spec;

    public override KubernetesObject PrepareForCreate(KubernetesObject value) => (Ingress)value with { Status = Nowhere };

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) => (Ingress)value with { Status = ((Ingress)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) => (Ingress)old with { Status = ((Ingress)value).Status ?? Nowhere };

    private static IngressStatus Nowhere => new() { LoadBalancer = new() };
}
