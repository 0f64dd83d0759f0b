using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Takes stacks away: Service first, then Pods, gracefully.</summary>
/// <remarks>
/// A Pod deleted with grace 0 is gone from the API at once, its CNI drops its rules, and processes that ignore TERM go
/// on without walls. So: one second, and 0 only when the node itself is gone and nobody is left to confirm.
/// </remarks>
internal sealed class StackRemover(KubernetesClient client, ClusterStores stores, StackIndex index, StackSettings settings)
{
    private const long GraceSeconds = 1;

    // How long a delete waits for the watch to confirm it. The delete itself has happened by then.
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(2);

    /// <summary>Deletes a stack because a caller says so.</summary>
    /// <returns>False when there is no such stack.</returns>
    public async Task<bool> DeleteAsync(StackId id, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(settings.Namespace, StackKeys.ServiceName(id));
        var entry = index.Find(id);
        var known = entry?.Record?.Service ?? await client.TryGetAsync(ResourceTypes.Services, key, cancellationToken);
        var found = known is not null && StackLabels.IsOurs(known.Metadata, out _);
        if (found)
        {
            await TryDeleteAsync(ResourceTypes.Services, key, new() { Preconditions = new() { Uid = known!.Metadata.Uid } }, cancellationToken);
        }

        foreach (var pod in await PodsOfAsync(id, entry, cancellationToken))
        {
            await RemovePodAsync(pod, cancellationToken);
        }

        if (found)
        {
            await stores.Services.WaitForGoneAsync(key, known!.Metadata.Uid!, Confirmation, cancellationToken);
        }

        return found;
    }

    /// <summary>Removes a stack as it was read: not if somebody has changed its record since.</summary>
    /// <returns>False when it was changed, and so must be looked at again.</returns>
    public async Task<bool> RemoveAsync(StackRecord record, CancellationToken cancellationToken)
    {
        var metadata = record.Service.Metadata;
        var preconditions = new Preconditions { Uid = metadata.Uid, ResourceVersion = metadata.ResourceVersion };
        try
        {
            await TryDeleteAsync(ResourceTypes.Services, record.ServiceKey, new() { Preconditions = preconditions }, cancellationToken);
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode == 409)
        {
            return false;
        }

        foreach (var pod in await PodsOfAsync(record.Id, index.Find(record.Id), cancellationToken))
        {
            await RemovePodAsync(pod, cancellationToken);
        }

        await stores.Services.WaitForGoneAsync(record.ServiceKey, metadata.Uid!, Confirmation, cancellationToken);
        return true;
    }

    /// <summary>Removes one Pod. By UID alone: its resourceVersion moves with every report of its kubelet.</summary>
    public async Task RemovePodAsync(Pod pod, CancellationToken cancellationToken)
    {
        var nodeIsGone = pod.Spec?.NodeName is { Length: > 0 } node && stores.Nodes.TryGet(new("", node)) is null;
        if (pod.Metadata.DeletionTimestamp is not null && !nodeIsGone)
        {
            return;
        }

        await TryDeleteAsync(
            ResourceTypes.Pods,
            NamespacedName.Of(pod.Metadata),
            new() { GracePeriodSeconds = nodeIsGone ? 0 : GraceSeconds, Preconditions = new() { Uid = pod.Metadata.Uid } },
            cancellationToken);
    }

    // From the store where it knows the stack; a Pod that it has not seen yet is found by asking.
    private async Task<IReadOnlyList<Pod>> PodsOfAsync(StackId id, StackEntry? entry, CancellationToken cancellationToken)
    {
        if (entry is { Pods.IsEmpty: false })
        {
            return entry.Pods;
        }

        var options = new ListOptions { LabelSelector = $"{StackKeys.Stack}={id.Text},{StackKeys.ManagedBy}={StackKeys.ManagedByValue}" };
        return (await client.ListAsync(ResourceTypes.Pods, settings.Namespace, options, cancellationToken)).Items;
    }

    private async Task<bool> TryDeleteAsync<T>(ResourceType<T> type, NamespacedName key, DeleteOptions options, CancellationToken cancellationToken)
        where T : KubernetesObject
    {
        try
        {
            await client.DeleteAsync(type, key, options, cancellationToken);
            return true;
        }
        catch (KubernetesApiException missing) when (missing.IsNotFound)
        {
            return false;
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode == 409 && options.Preconditions!.ResourceVersion is null)
        {
            // Another object has the name by now: ours is gone.
            return false;
        }
    }
}
