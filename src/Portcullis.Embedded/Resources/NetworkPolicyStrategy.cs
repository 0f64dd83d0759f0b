using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Resources;

/// <summary>Resources that count changes of their spec in <c>metadata.generation</c>.</summary>
internal sealed class NetworkPolicyStrategy : ResourceStrategy
{
    public override bool CountsGenerations => true;

    public override object? Spec(KubernetesObject value) => ((NetworkPolicy)value).Spec;
}
