using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Resources;

/// <summary>What differs between resources when they are created, changed, deleted and selected.</summary>
/// <remarks>The defaults are those of a plain resource without status, such as a ConfigMap. Stateless.</remarks>
internal class ResourceStrategy
{
    /// <summary>The fields a field selector may name, beside name and namespace; null when no selector may.</summary>
    public virtual IReadOnlyList<string> SelectableFields => [];

    /// <summary>Whether it has the <c>status</c> subresource.</summary>
    public virtual bool HasStatus => false;

    /// <summary>Whether a PUT to a name that does not exist creates the object.</summary>
    public virtual bool CreatesOnUpdate => false;

    /// <summary>Whether an update may leave resourceVersion out.</summary>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>Whether the answer to a DELETE is the deleted object rather than a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>Whether deletion is announced on the object before it is gone, even when there is nothing to wait for.</summary>
    public virtual bool StopsGracefully => false;

    /// <summary>Whether a write of the status leaves the owner references alone; it may change all other metadata.</summary>
    public virtual bool StatusKeepsOwners => false;

    /// <summary>Whether <c>metadata.generation</c> counts changes of the spec.</summary>
    public virtual bool CountsGenerations => false;

    /// <summary>Whether a change of labels counts as one of the spec.</summary>
    public virtual bool CountsLabels => false;

    /// <summary>What every answer about the resource warns of; null for nothing.</summary>
    public virtual string? Deprecation => null;

    /// <summary>How an unknown field label is refused.</summary>
    public virtual string UnknownField(string label) =>
        $"\"{label}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";

    /// <summary>The value of a selectable field.</summary>
    public virtual string Field(KubernetesObject value, string label) => "";

    /// <summary>Clears and sets what a client may not choose on creation.</summary>
    public virtual KubernetesObject PrepareForCreate(KubernetesObject value) => value;

    /// <summary>Keeps what an update may not change, the status above all.</summary>
    public virtual KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old) => value;

    /// <summary>The object <paramref name="old"/> with the status of <paramref name="value"/>; an empty one when it has none.</summary>
    public virtual KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) => old;

    /// <summary>The spec, whose identity tells whether a change touched it; null when there is none.</summary>
    public virtual object? Spec(KubernetesObject value) => null;

    /// <summary>What whoever writes an object is warned of.</summary>
    public virtual IEnumerable<string> Warnings(KubernetesObject value, KubernetesObject? old) => [];

    /// <summary>Seconds an object is kept after a DELETE, for its owner to stop it; 0 removes it at once.</summary>
    public virtual long GracePeriod(KubernetesObject value, long? requested) => 0;
}
