using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Nodes: a kubelet registers itself together with its status.</summary>
internal sealed class NodeStrategy : ResourceStrategy
{
    public override bool HasStatus => true;

    public override IReadOnlyList<string> SelectableFields => ["spec.unschedulable"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label) => ((Node)value).Spec?.Unschedulable == true ? "true" : "false";

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) =>
        (Node)value with { Status = ((Node)old).Status };

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Node)old with { Status = ((Node)value).Status ?? new NodeStatus() };
}
