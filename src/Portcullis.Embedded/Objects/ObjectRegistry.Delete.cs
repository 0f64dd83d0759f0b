using Portcullis.Embedded.Admission;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Objects;

/// <content>Deletion: at once, gracefully, or held by finalizers.</content>
internal sealed partial class ObjectRegistry
{
    /// <summary>Held until the dependents have lost their reference to it.</summary>
    public const string OrphanFinalizer = "orphan";

    /// <summary>Held until the dependents that block it are gone.</summary>
    public const string ForegroundFinalizer = "foregroundDeletion";

    /// <summary>Deletes an object, or begins to.</summary>
    /// <param name="definition">Its resource.</param>
    /// <param name="key">Its key.</param>
    /// <param name="options">What the client asks for.</param>
    /// <param name="dryRun">Everything but the write.</param>
    /// <exception cref="ApiException">404, 409 when a precondition fails, 403.</exception>
    public DeleteOutcome Delete(ResourceDefinition definition, NamespacedName key, DeleteOptions options, bool dryRun = false)
    {
        AdmissionChain.CheckDeletion(definition, key);
        var table = store[definition.Type];
        while (true)
        {
            var current = Get(definition, key);
            CheckPreconditions(definition, current, options.Preconditions);
            if (Announced(definition, current, options) is { } announced && !dryRun)
            {
                // Watchers see the time of deletion first, as they do on a real server; what comes next may fail and starts over.
                if (store.Commit(table, key, current, announced) is not CommitResult.Done marked)
                {
                    continue;
                }

                current = marked.Object;
            }

            var doomed = Doom(definition, current, options);
            if (dryRun || ReferenceEquals(doomed, current.Value))
            {
                return new DeleteOutcome(current, Removed: doomed is null);
            }

            if (store.Commit(table, key, current, doomed) is CommitResult.Done done)
            {
                if (doomed is null)
                {
                    admission.Released(definition, current.Value);
                }

                return new DeleteOutcome(done.Object, Removed: doomed is null);
            }
        }
    }

    /// <summary>What is left of an object that is being deleted; null when nothing, the same instance when nothing changes.</summary>
    private KubernetesObject? Doom(ResourceDefinition definition, StoredObject current, DeleteOptions options)
    {
        var value = current.Value;
        var meta = value.Metadata;
        var finalizers = Finalizers(meta.Finalizers ?? [], options);
        var grace = definition.Strategy.GracePeriod(value, options.GracePeriodSeconds);
        var isNamespace = definition.Type == ResourceTypes.Namespaces;
        if (finalizers.Count == 0 && grace == 0 && !isNamespace)
        {
            return null;
        }

        if (meta.DeletionTimestamp is { } doomedAt)
        {
            var given = meta.DeletionGracePeriodSeconds ?? 0;
            if (options.GracePeriodSeconds is null || grace >= given)
            {
                return SameNames(finalizers, meta.Finalizers) ? value : value with { Metadata = meta with { Finalizers = finalizers } };
            }

            return value with
            {
                Metadata = meta with
                {
                    DeletionTimestamp = doomedAt.AddSeconds(grace - given),
                    DeletionGracePeriodSeconds = grace,
                    Finalizers = finalizers.Count > 0 ? finalizers : null,
                },
            };
        }

        var marked = value with
        {
            Metadata = meta with
            {
                DeletionTimestamp = Now().AddSeconds(grace),
                DeletionGracePeriodSeconds = isNamespace ? null : grace,
                Finalizers = finalizers.Count > 0 ? finalizers : null,
                Generation = meta.Generation is { } generation ? generation + 1 : null,
            },
        };
        return marked is Namespace terminating
            ? terminating with { Status = (terminating.Status ?? new NamespaceStatus()) with { Phase = "Terminating" } }
            : marked;
    }

    /// <summary>An object that goes at once, with its deletion written on it; null where that is not done, or has been.</summary>
    private KubernetesObject? Announced(ResourceDefinition definition, StoredObject current, DeleteOptions options)
    {
        var meta = current.Value.Metadata;
        if (!definition.Strategy.StopsGracefully
            || meta.DeletionGracePeriodSeconds == 0
            || definition.Strategy.GracePeriod(current.Value, options.GracePeriodSeconds) != 0
            || Finalizers(meta.Finalizers ?? [], options).Count > 0)
        {
            return null;
        }

        return current.Value with
        {
            Metadata = meta with
            {
                DeletionTimestamp = meta.DeletionTimestamp is { } set ? set.AddSeconds(-(meta.DeletionGracePeriodSeconds ?? 0)) : Now(),
                DeletionGracePeriodSeconds = 0,
                Generation = meta.Generation is { } generation && meta.DeletionTimestamp is null ? generation + 1 : meta.Generation,
            },
        };
    }

    private static List<string> Finalizers(IReadOnlyList<string> present, DeleteOptions options)
    {
        var wanted = options switch
        {
            { PropagationPolicy: "Orphan" } or { OrphanDependents: true } => OrphanFinalizer,
            { PropagationPolicy: "Foreground" } => ForegroundFinalizer,
            _ => null,
        };
        if (wanted is null && options.PropagationPolicy is null && options.OrphanDependents is null)
        {
            return [.. present];
        }

        var kept = present.Where(f => f is not (OrphanFinalizer or ForegroundFinalizer)).ToList();
        if (wanted is not null)
        {
            kept.Add(wanted);
        }

        return kept;
    }

    private static bool SameNames(IReadOnlyList<string> left, IReadOnlyList<string>? right) => left.SequenceEqual(right ?? []);

    private static void CheckPreconditions(ResourceDefinition definition, StoredObject current, Preconditions? preconditions)
    {
        if (preconditions?.Uid is { } uid && uid != current.Uid)
        {
            throw Failed("UID", uid, current.Uid, "deleted and then recreated");
        }

        if (preconditions?.ResourceVersion is { } version && version != current.Value.Metadata.ResourceVersion)
        {
            throw Failed("ResourceVersion", version, current.Value.Metadata.ResourceVersion ?? "", "modified");
        }

        // The API server names the kind where it means the resource.
        ApiException Failed(string what, string wanted, string found, string done) => new(StatusErrors.Conflict(
            definition.Type with { Plural = definition.Type.Kind },
            current.Key.Name,
            $"the {what} in the precondition ({wanted}) does not match the {what} in record ({found}). The object might have been {done}"));
    }
}
