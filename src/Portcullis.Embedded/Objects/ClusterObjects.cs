using System.Runtime.CompilerServices;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Objects;

/// <summary>Typed access to the objects for what runs inside the cluster: scheduler, kubelets, controllers. Thread-safe.</summary>
/// <remarks>
/// Goes through the same defaults, admission and validation as requests do, and throws the same <see cref="ApiException"/>;
/// it is not counted as a request and meets no injected faults.
/// </remarks>
internal sealed class ClusterObjects(ObjectStore store, ObjectRegistry registry, ResourceRegistry resources)
{
    /// <summary>The object of a key; null when there is none.</summary>
    public T? Find<T>(ResourceType<T> type, string scope, string name)
        where T : KubernetesObject => (T?)store.Find(store[type], new(scope, name))?.Value;

    /// <summary>The objects of a namespace, or all when <paramref name="scope"/> is null, at one moment.</summary>
    public IReadOnlyList<T> List<T>(ResourceType<T> type, string? scope = null)
        where T : KubernetesObject => [.. store.Read(store[type]).Snapshot.In(scope).Select(o => (T)o.Value)];

    /// <exception cref="ApiException">The API server refuses it.</exception>
    public T Create<T>(ResourceType<T> type, T value, string component)
        where T : KubernetesObject =>
        (T)registry.Create(resources[type], value.Metadata.Namespace ?? "", value, WriteOptions.By(component)).Value;

    /// <summary>Changes an object; <paramref name="change"/> is asked again when another write came between.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="scope">The namespace; empty for cluster-scoped resources.</param>
    /// <param name="name">The name.</param>
    /// <param name="change">The new value; null when there is nothing to change.</param>
    /// <param name="component">Who writes.</param>
    /// <param name="subresource"><c>status</c> to write the status and nothing else; null to write all but the status.</param>
    /// <returns>The object as it is now; null when there is none.</returns>
    public T? Update<T>(ResourceType<T> type, string scope, string name, Func<T, T?> change, string component, string? subresource = null)
        where T : KubernetesObject
    {
        try
        {
            var options = new WriteOptions(component, Subresource: subresource);
            return (T)registry.Update(resources[type], new(scope, name), current => change((T)current.Value), options).Object.Value;
        }
        catch (ApiException gone) when (gone.Status.Reason == StatusReasons.NotFound)
        {
            return null;
        }
    }

    /// <summary>Changes the status of an object.</summary>
    public T? UpdateStatus<T>(ResourceType<T> type, string scope, string name, Func<T, T?> change, string component)
        where T : KubernetesObject => Update(type, scope, name, change, component, "status");

    /// <summary>Deletes an object if it is still there.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="scope">The namespace; empty for cluster-scoped resources.</param>
    /// <param name="name">The name.</param>
    /// <param name="uid">Only the object with this UID; null for any.</param>
    /// <param name="graceSeconds">0 removes it at once; null takes the object's own grace period.</param>
    /// <returns>False when there was no such object.</returns>
    public bool Delete(ResourceType type, string scope, string name, string? uid = null, long? graceSeconds = null)
    {
        try
        {
            var options = new DeleteOptions
            {
                GracePeriodSeconds = graceSeconds,
                Preconditions = uid is null ? null : new Preconditions { Uid = uid },
            };
            registry.Delete(resources[type], new(scope, name), options);
            return true;
        }
        catch (ApiException gone) when (gone.Status.Reason is StatusReasons.NotFound or StatusReasons.Conflict)
        {
            return false;
        }
    }

    /// <summary>Binds a pod to a node.</summary>
    /// <exception cref="ApiException">404, or 409 when it is bound or being deleted.</exception>
    public Pod Bind(string scope, string name, string node) => (Pod)registry.Bind(new(scope, name), node).Value;

    /// <summary>The current objects, each as if it had just been added, and then every change.</summary>
    /// <remarks>A reader that falls behind the kept history starts over: it may then see objects again as added.</remarks>
    public async IAsyncEnumerable<ObjectChange<T>> WatchAsync<T>(ResourceType<T> type, [EnumeratorCancellation] CancellationToken cancellation)
        where T : KubernetesObject
    {
        var table = store[type];
        while (true)
        {
            var cursor = store.Watch(table, null);
            foreach (var item in cursor.Initial.In(null))
            {
                yield return new(null, (T)item.Value);
            }

            while (true)
            {
                var changed = cursor.Changed();
                if (!cursor.TryRead(out var changes))
                {
                    break;
                }

                foreach (var change in changes)
                {
                    yield return new((T?)change.Previous?.Value, (T?)change.Current?.Value);
                }

                if (changes.Count == 0)
                {
                    await changed.WaitAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
    }
}

/// <summary>One change of one object, seen from inside the cluster.</summary>
/// <param name="Previous">What was there before; null when it was added.</param>
/// <param name="Current">What is there now; null when it was deleted.</param>
internal sealed record ObjectChange<T>(T? Previous, T? Current)
    where T : KubernetesObject
{
    /// <summary>The current state, or the last one of a deleted object.</summary>
    public T Subject => Current ?? Previous!;
}
