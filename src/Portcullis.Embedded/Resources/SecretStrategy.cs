using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Resources;

/// <summary>Secrets: <c>stringData</c> is write-only.</summary>
internal sealed class SecretStrategy : ResourceStrategy
{
    public override IReadOnlyList<string> SelectableFields => ["type"];

    public override string Field(KubernetesObject value, string label) => ((Secret)value).Type ?? "";
}
