using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Controllers;

/// <summary>
/// Deletes what no owner is left for. <see href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/"/>
/// </summary>
internal sealed partial class GarbageCollector(ObjectStore store, ObjectRegistry registry, ResourceRegistry resources, ILogger<GarbageCollector> logger)
{
    private const string Component = "garbage-collector-controller";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<(ResourceDefinition Definition, NamespacedName Key)>> _dependents = [];

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(store.Tables.Select(t => FollowAsync(t, cancellation)));

    private async Task FollowAsync(ResourceTable table, CancellationToken cancellation)
    {
        var definition = table.Definition;
        var cursor = Restart(table);
        while (true)
        {
            var changed = cursor.Changed();
            if (!cursor.TryRead(out var changes))
            {
                cursor = Restart(table);
                continue;
            }

            foreach (var change in changes)
            {
                Observe(definition, change.Previous, change.Current);
            }

            if (changes.Count == 0)
            {
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private WatchCursor Restart(ResourceTable table)
    {
        var cursor = store.Watch(table, null);
        foreach (var item in cursor.Initial.In(null))
        {
            Observe(table.Definition, null, item);
        }

        return cursor;
    }

    private void Observe(ResourceDefinition definition, StoredObject? previous, StoredObject? current)
    {
        try
        {
            Index(definition, previous, current);
            if (current is null)
            {
                foreach (var dependent in DependentsOf(previous!.Uid))
                {
                    Collect(dependent.Definition, dependent.Key);
                }

                FinishOwners(previous);
            }
            else
            {
                if (current.Value.Metadata.OwnerReferences is { Count: > 0 } && !ReferenceEquals(previous?.Value.Metadata.OwnerReferences, current.Value.Metadata.OwnerReferences))
                {
                    Collect(definition, current.Key);
                }

                if (current.Value.Metadata is { DeletionTimestamp: not null, Finalizers.Count: > 0 })
                {
                    Finish(definition, current);
                }
            }
        }
        catch (ApiException refused)
        {
            Log.Refused(logger, (current ?? previous)!.Key, refused);
        }
    }

    private void Index(ResourceDefinition definition, StoredObject? previous, StoredObject? current)
    {
        var before = previous?.Value.Metadata.OwnerReferences ?? [];
        var after = current?.Value.Metadata.OwnerReferences ?? [];
        if (ReferenceEquals(before, after))
        {
            return;
        }

        lock (_gate)
        {
            var item = (definition, (previous ?? current)!.Key);
            foreach (var owner in before)
            {
                if (_dependents.TryGetValue(owner.Uid ?? "", out var known) && known.Remove(item) && known.Count == 0)
                {
                    _dependents.Remove(owner.Uid ?? "");
                }
            }

            foreach (var owner in after)
            {
                if (!_dependents.TryGetValue(owner.Uid ?? "", out var known))
                {
                    _dependents.Add(owner.Uid ?? "", known = []);
                }

                known.Add(item);
            }
        }
    }

    private List<(ResourceDefinition Definition, NamespacedName Key)> DependentsOf(string uid)
    {
        lock (_gate)
        {
            return _dependents.TryGetValue(uid, out var known) ? [.. known] : [];
        }
    }

    /// <summary>Deletes an object none of whose owners lives, and takes dead owners off an object that has others.</summary>
    private void Collect(ResourceDefinition definition, NamespacedName key)
    {
        if (store.Find(store[definition.Type], key) is not { Value.Metadata.OwnerReferences: { Count: > 0 } owners } current)
        {
            return;
        }

        var dead = owners.Where(o => IsDead(o, key.Namespace)).ToList();
        if (dead.Count == owners.Count)
        {
            Ignoring(() => registry.Delete(definition, key, new DeleteOptions
            {
                Preconditions = new Preconditions { Uid = current.Uid },
                PropagationPolicy = "Background",
            }));
        }
        else if (dead.Count > 0)
        {
            RemoveOwners(definition, current, dead.Select(o => o.Uid).ToHashSet());
        }
    }

    /// <summary>Carries an orphaning or foreground deletion through.</summary>
    private void Finish(ResourceDefinition definition, StoredObject owner)
    {
        var finalizers = owner.Value.Metadata.Finalizers!;
        var dependents = Scan(owner);
        if (finalizers.Contains(ObjectRegistry.OrphanFinalizer))
        {
            foreach (var dependent in dependents)
            {
                if (store.Find(store[dependent.Definition.Type], dependent.Key) is { } item)
                {
                    RemoveOwners(dependent.Definition, item, [owner.Uid]);
                }
            }

            RemoveFinalizer(definition, owner, ObjectRegistry.OrphanFinalizer);
        }
        else if (finalizers.Contains(ObjectRegistry.ForegroundFinalizer))
        {
            foreach (var dependent in dependents)
            {
                // Only what has dependents itself has anything to wait for.
                var waits = store.Find(store[dependent.Definition.Type], dependent.Key) is { } item && Scan(item).Count > 0;
                var options = new DeleteOptions { PropagationPolicy = waits ? "Foreground" : "Background" };
                Ignoring(() => registry.Delete(dependent.Definition, dependent.Key, options));
            }

            if (Scan(owner).Count == 0)
            {
                RemoveFinalizer(definition, owner, ObjectRegistry.ForegroundFinalizer);
            }
        }
    }

    /// <summary>A dependent that has gone may be the last that its owner waited for.</summary>
    private void FinishOwners(StoredObject gone)
    {
        foreach (var reference in gone.Value.Metadata.OwnerReferences ?? [])
        {
            if (resources.FindKind(reference.ApiVersion, reference.Kind) is { } definition
                && Owner(definition, reference, gone.Key.Namespace) is { Value.Metadata: { DeletionTimestamp: not null, Finalizers.Count: > 0 } } owner)
            {
                Finish(definition, owner);
            }
        }
    }

    /// <summary>Every dependent there is now. The index may lag behind; this is asked for rarely, and must not.</summary>
    private List<(ResourceDefinition Definition, NamespacedName Key)> Scan(StoredObject owner)
    {
        string? scope = owner.Key.Namespace.Length == 0 ? null : owner.Key.Namespace;
        return
        [
            .. store.Tables.SelectMany(table => store.Read(table).Snapshot.In(scope)
                .Where(o => o.Value.Metadata.OwnerReferences?.Any(r => r.Uid == owner.Uid) == true)
                .Select(o => (table.Definition, o.Key))),
        ];
    }

    private StoredObject? Owner(ResourceDefinition definition, OwnerReference reference, string scope)
    {
        var found = store.Find(store[definition.Type], new(definition.Type.Namespaced ? scope : "", reference.Name ?? ""));
        return found?.Uid == reference.Uid ? found : null;
    }

    private bool IsDead(OwnerReference owner, string scope)
    {
        // An owner of a kind that is not served cannot be judged: its dependents are left alone.
        return resources.FindKind(owner.ApiVersion, owner.Kind) is { } definition && Owner(definition, owner, scope) is null;
    }

    private void RemoveOwners(ResourceDefinition definition, StoredObject item, HashSet<string?> uids) => Ignoring(() => registry.Update(
        definition,
        item.Key,
        current => current.Uid != item.Uid ? null : current.Value with
        {
            Metadata = current.Value.Metadata with { OwnerReferences = [.. (current.Value.Metadata.OwnerReferences ?? []).Where(o => !uids.Contains(o.Uid))] },
        },
        WriteOptions.By(Component)));

    private void RemoveFinalizer(ResourceDefinition definition, StoredObject item, string finalizer) => Ignoring(() => registry.Update(
        definition,
        item.Key,
        current => current.Uid != item.Uid ? null : current.Value with
        {
            Metadata = current.Value.Metadata with { Finalizers = [.. (current.Value.Metadata.Finalizers ?? []).Where(f => f != finalizer)] },
        },
        WriteOptions.By(Component)));

    /// <summary>Someone else deleted it, or made a new one of that name: either is fine.</summary>
    private static void Ignoring(Action action)
    {
        try
        {
            action();
        }
        catch (ApiException gone) when (gone.Status.Reason is StatusReasons.NotFound or StatusReasons.Conflict)
        {
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5110, Level = LogLevel.Warning, Message = "The garbage of {Object} could not be collected")]
        public static partial void Refused(ILogger logger, NamespacedName @object, Exception refused);
    }
}
