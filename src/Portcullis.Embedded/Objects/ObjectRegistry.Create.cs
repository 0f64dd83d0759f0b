using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Defaulting;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Embedded.Validation;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Objects;

/// <content>Creation.</content>
internal sealed partial class ObjectRegistry
{
    private const int NameAttempts = 8;

    /// <summary>Creates an object.</summary>
    /// <param name="definition">Its resource.</param>
    /// <param name="scope">The namespace of the request; empty for cluster-scoped resources.</param>
    /// <param name="value">What the client sent.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ApiException">The API server refuses it.</exception>
    public StoredObject Create(ResourceDefinition definition, string scope, KubernetesObject value, WriteOptions options)
    {
        var sent = WithoutEmptyMetadata(InScope(definition, scope, value));
        var generated = string.IsNullOrEmpty(sent.Metadata.Name) && !string.IsNullOrEmpty(sent.Metadata.GenerateName);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return CreateOnce(definition, generated ? Named(sent) : sent, options);
            }
            catch (ApiException refused) when (generated && attempt < NameAttempts && refused.Status.Reason == StatusReasons.AlreadyExists)
            {
                // Another object has the generated name: draw again, as the API server does.
            }
        }
    }

    private StoredObject CreateOnce(ResourceDefinition definition, KubernetesObject value, WriteOptions options)
    {
        var made = ObjectDefaults.Apply(WithSystemFields(definition, value, options.Applied));
        made = admission.MutateNew(definition, made);
        using var allocation = admission.Allocate(definition, made, null);
        made = definition.Strategy.PrepareForCreate(allocation.Value);
        RefuseInvalid(definition, made.Metadata.Name ?? "", ObjectValidation.ValidateCreate(made));
        admission.Validate(definition, made, null, options);
        var key = NamespacedName.Of(made.Metadata);
        return admission.Charge(definition, null, made, options.DryRun, () => Insert(definition, key, made, allocation, options))!;
    }

    private StoredObject Insert(ResourceDefinition definition, NamespacedName key, KubernetesObject made, IAllocation allocation, WriteOptions options)
    {
        var table = store[definition.Type];
        if (options.DryRun)
        {
            return store.Find(table, key) is null
                ? new StoredObject(made, definition.Serialize(made), 0, options.Manager)
                : throw Taken(table, key);
        }

        switch (store.Commit(table, key, null, made, options.Manager))
        {
            case CommitResult.Done done:
                allocation.Keep();
                return done.Object;
            case CommitResult.NoNamespace:
                throw NoNamespace(key.Namespace);
            default:
                throw Taken(table, key);
        }
    }

    private ApiException Taken(ResourceTable table, NamespacedName key)
    {
        var status = StatusErrors.AlreadyExists(table.Definition.Type, key.Name);
        return store.Find(table, key)?.Value.Metadata.DeletionTimestamp is null
            ? new(status)
            : new(status with { Message = $"object is being deleted: {status.Message}" });
    }

    private KubernetesObject WithSystemFields(ResourceDefinition definition, KubernetesObject value, bool applied)
    {
        if (value.Metadata.ResourceVersion is { Length: > 0 } and not "0")
        {
            throw new ApiException(StatusErrors.Unexpected("resourceVersion should not be set on objects to be created"));
        }

        return value with
        {
            Metadata = value.Metadata with
            {
                Uid = Guid.NewGuid().ToString(),
                CreationTimestamp = Now(),
                DeletionTimestamp = null,
                DeletionGracePeriodSeconds = null,
                ResourceVersion = null,
                SelfLink = null,
                ManagedFields = applied ? value.Metadata.ManagedFields : null,
                Generation = definition.Strategy.CountsGenerations ? 1 : null,
            },
        };
    }

    private static KubernetesObject Named(KubernetesObject value) =>
        value with { Metadata = value.Metadata with { Name = NameGenerator.From(value.Metadata.GenerateName!) } };

    /// <summary>The object with the namespace of the request; they must not contradict each other, but where there are none.</summary>
    private static KubernetesObject InScope(ResourceDefinition definition, string scope, KubernetesObject value)
    {
        var given = value.Metadata.Namespace ?? "";
        if (given == scope)
        {
            return value;
        }

        if (given.Length > 0 && scope.Length > 0)
        {
            throw new ApiException(StatusErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request"));
        }

        return value with { Metadata = value.Metadata with { Namespace = definition.Type.Namespaced ? scope : null } };
    }
}
