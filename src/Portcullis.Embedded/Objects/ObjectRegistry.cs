using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model;
using Portcullis.Model.Errors;

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

    private static void RefuseInvalid(ResourceDefinition definition, string name, IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw new ApiException(StatusErrors.Invalid(definition.Type, name, errors));
        }
    }

    private static ApiException NoNamespace(string name) => new(StatusErrors.NotFound(ResourceTypes.Namespaces, name));
}
