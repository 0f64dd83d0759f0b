using System.Text.Json.Nodes;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Defaulting;
using Portcullis.Embedded.Patching;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Embedded.Validation;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Objects;

/// <content>Update, of the object or of its status.</content>
internal sealed partial class ObjectRegistry
{
    /// <summary>Replaces an object with what <paramref name="change"/> makes of it, again when another write came between.</summary>
    /// <param name="definition">Its resource.</param>
    /// <param name="key">Its key.</param>
    /// <param name="change">Gives the new value; may be called several times. Null: nothing to change.</param>
    /// <param name="options">How.</param>
    /// <param name="creates">Makes the object when there is none; null: 404.</param>
    /// <exception cref="ApiException">The API server refuses it.</exception>
    public UpdateOutcome Update(
        ResourceDefinition definition,
        NamespacedName key,
        Func<StoredObject, KubernetesObject?> change,
        WriteOptions options,
        Func<KubernetesObject>? creates = null)
    {
        var table = store[definition.Type];
        while (true)
        {
            if (store.Find(table, key) is not { } current)
            {
                return creates is not null
                    ? new UpdateOutcome(Create(definition, key.Namespace, creates(), options), Created: true)
                    : throw new ApiException(StatusErrors.NotFound(definition.Type, key.Name));
            }

            if (change(current) is not { } changed)
            {
                return new UpdateOutcome(current);
            }

            if (TryReplace(definition, current, changed, options) is { } written)
            {
                return new UpdateOutcome(written);
            }
        }
    }

    private StoredObject? TryReplace(ResourceDefinition definition, StoredObject current, KubernetesObject changed, WriteOptions options)
    {
        CheckVersion(definition, current, changed);
        var merged = WithoutEmptyMetadata(KeepSystemFields(current.Value, changed));
        if (options.Subresource == "status")
        {
            var status = definition.Strategy.WithStatus(current.Value, merged);
            merged = status with
            {
                Metadata = definition.Strategy.StatusKeepsOwners
                    ? merged.Metadata with { OwnerReferences = current.Value.Metadata.OwnerReferences }
                    : merged.Metadata,
            };
        }
        else
        {
            merged = definition.Strategy.PrepareForUpdate(merged, current.Value);
        }

        // A pod's status has no defaults and its spec has had its own: the most frequent write of all is spared them.
        var defaulted = options.Subresource == "status" && merged is Pod ? merged : ObjectDefaults.Apply(merged);
        using var allocation = admission.Allocate(definition, defaulted, current.Value);
        merged = CountGeneration(definition, allocation.Value, current.Value);
        RefuseInvalid(definition, current.Key.Name, options.Subresource == "status"
            ? ObjectValidation.ValidateStatusUpdate(merged, current.Value)
            : ObjectValidation.ValidateUpdate(merged, current.Value));
        admission.Validate(definition, merged, current.Value, options);
        var next = ManagedFields.Track(definition, current, merged, options, Now());
        return IsSame(definition, current, next)
            ? current
            : admission.Charge(definition, current.Value, next, options.DryRun, () => Replace(definition, current, next, allocation, options));
    }

    private StoredObject? Replace(ResourceDefinition definition, StoredObject current, KubernetesObject next, Admission.IAllocation allocation, WriteOptions options)
    {
        if (options.DryRun)
        {
            return new StoredObject(next, definition.Serialize(next), current.Revision, current.Manager);
        }

        // The last finalizer of an object that waits for nothing else is gone: so is the object.
        var meta = next.Metadata;
        var released = meta.DeletionTimestamp is not null && meta.Finalizers is not { Count: > 0 } && current.Value.Metadata.Finalizers is { Count: > 0 }
            && meta.DeletionGracePeriodSeconds is null or 0;
        var result = store.Commit(store[definition.Type], current.Key, current, released && definition.Type != ResourceTypes.Namespaces ? null : next);
        if (result is not CommitResult.Done done)
        {
            return null;
        }

        allocation.Keep();
        if (!released)
        {
            return done.Object;
        }

        // Whoever took the last finalizer away is answered with what was sent, not with what is gone.
        admission.Released(definition, current.Value);
        return new StoredObject(next, definition.Serialize(next), current.Revision, current.Manager);
    }

    private static void CheckVersion(ResourceDefinition definition, StoredObject current, KubernetesObject changed)
    {
        var meta = changed.Metadata;
        if (meta.Uid is { Length: > 0 } uid && uid != current.Uid)
        {
            throw new ApiException(StatusErrors.Conflict(
                definition.Type,
                current.Key.Name,
                $"StorageError: invalid object, Code: 4, Key: {StorageKeys.Of(definition.Type, current.Key)}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}"));
        }

        if (meta.ResourceVersion is not { Length: > 0 } version || version == "0")
        {
            if (!definition.Strategy.AllowsUnconditionalUpdate)
            {
                // The API server names the resource where it means the kind.
                throw new ApiException(StatusErrors.Invalid(
                    definition.Type.Group,
                    definition.Type.Plural,
                    current.Key.Name,
                    [FieldError.Invalid("metadata.resourceVersion", 0, "must be specified for an update")]));
            }
        }
        else if (version != current.Value.Metadata.ResourceVersion)
        {
            throw new ApiException(StatusErrors.Conflict(definition.Type, current.Key.Name));
        }
    }

    private static KubernetesObject KeepSystemFields(KubernetesObject old, KubernetesObject changed)
    {
        var before = old.Metadata;
        return changed with
        {
            ApiVersion = null,
            Kind = null,
            Metadata = changed.Metadata with
            {
                Name = string.IsNullOrEmpty(changed.Metadata.Name) ? before.Name : changed.Metadata.Name,
                Namespace = before.Namespace,
                Uid = before.Uid,
                GenerateName = changed.Metadata.GenerateName ?? before.GenerateName,
                CreationTimestamp = before.CreationTimestamp,
                DeletionTimestamp = before.DeletionTimestamp,
                DeletionGracePeriodSeconds = before.DeletionGracePeriodSeconds,
                ResourceVersion = before.ResourceVersion,
                Generation = before.Generation,
                SelfLink = null,
            },
        };
    }

    private static readonly IReadOnlyDictionary<string, string> Unlabelled = new Dictionary<string, string>();

    private static KubernetesObject CountGeneration(ResourceDefinition definition, KubernetesObject value, KubernetesObject old)
    {
        var sameLabels = !definition.Strategy.CountsLabels || SameLabels(value.Metadata.Labels ?? Unlabelled, old.Metadata.Labels ?? Unlabelled);
        if (!definition.Strategy.CountsGenerations
            || (sameLabels && ReferenceEquals(definition.Strategy.Spec(value), definition.Strategy.Spec(old)))
            || (sameLabels && SpecJson(definition, value).AsSpan().SequenceEqual(SpecJson(definition, old))))
        {
            return value;
        }

        return value with { Metadata = value.Metadata with { Generation = (old.Metadata.Generation ?? 0) + 1 } };

        static byte[] SpecJson(ResourceDefinition definition, KubernetesObject of) =>
            definition.Serialize(definition.Strategy.WithStatus(of, of) with { Metadata = new ObjectMeta() });

        static bool SameLabels(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
            left.Count == right.Count && left.All(l => right.TryGetValue(l.Key, out var value) && value == l.Value);
    }

    /// <summary>Whether nothing changes; the order in which maps have been sent is no change.</summary>
    private static bool IsSame(ResourceDefinition definition, StoredObject current, KubernetesObject next)
    {
        var json = definition.Serialize(next with { ApiVersion = null, Kind = null });
        return json.Length == current.Json.Length
            && (json.AsSpan().SequenceEqual(current.Json) || JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(current.Json)));
    }
}
