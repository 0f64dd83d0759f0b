using Portcullis.Model;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Resources;

/// <summary>A <see cref="ResourceDefinition"/> of a known wire type.</summary>
internal sealed class ResourceDefinition<T>(ResourceType<T> type, ResourceStrategy strategy)
    : ResourceDefinition(type, type.Json, strategy)
    where T : KubernetesObject
{
    public override KubernetesObject Default(KubernetesObject value) => ObjectRules.Default((T)value);

    public override IReadOnlyList<FieldError> ValidateCreate(KubernetesObject value) => ObjectRules.ValidateCreate((T)value);

    public override IReadOnlyList<FieldError> ValidateUpdate(KubernetesObject value, KubernetesObject old) =>
        ObjectRules.ValidateUpdate((T)value, (T)old);
}
