using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Objects;

/// <summary>Every write of an object: defaults, admission, validation, allocation, storage, in the API server's order.</summary>
/// <remarks>Thread-safe. Used by requests and by the cluster's own controllers alike, so both meet the same rules.</remarks>
internal sealed partial class ObjectRegistry(ObjectStore store, AdmissionChain admission, TimeProvider time)
{
    /// <summary>The object of a key.</summary>
    /// <exception cref="ApiException">404.</exception>
    public StoredObject Get(ResourceDefinition definition, NamespacedName key) =>
        store.Find(store[definition.Type], key) ?? throw new ApiException(StatusErrors.NotFound(definition.Type, key.Name));

    /// <summary>Now, with whole seconds, as times stand on the wire.</summary>
    public DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>Empty lists and maps of the metadata are as good as none, and are not stored.</summary>
    private static KubernetesObject WithoutEmptyMetadata(KubernetesObject value)
    {
        var meta = value.Metadata;
        return meta is { Labels: { Count: 0 } } or { Annotations: { Count: 0 } } or { Finalizers: { Count: 0 } } or { OwnerReferences: { Count: 0 } }
            ? value with
            {
                Metadata = meta with
                {
                    Labels = meta.Labels is { Count: > 0 } ? meta.Labels : null,
                    Annotations = meta.Annotations is { Count: > 0 } ? meta.Annotations : null,
                    Finalizers = meta.Finalizers is { Count: > 0 } ? meta.Finalizers : null,
                    OwnerReferences = meta.OwnerReferences is { Count: > 0 } ? meta.OwnerReferences : null,
                },
            }
            : value;
    }

    private static void RefuseInvalid(ResourceDefinition definition, string name, IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw new ApiException(StatusErrors.Invalid(definition.Type, name, errors));
        }
    }

    private static ApiException NoNamespace(string name) => new(StatusErrors.NotFound(ResourceTypes.Namespaces, name));
}
