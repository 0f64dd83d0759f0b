using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Takes stacks away: Service first, then Pods, gracefully.</summary>
/// <remarks>
/// A Pod deleted with grace 0 is gone from the API at once, its CNI drops its rules, and processes that ignore TERM go
/// on without walls. So: one second, and 0 only when the node itself is gone and nobody is left to confirm.
/// </remarks>
internal sealed class StackRemover(KubernetesClient client, ClusterStores stores, StackIndex index, StackSettings settings)
{
    private const long GraceSeconds = 1;
    private const int Attempts = 5;

    // How long a delete waits for the watch to confirm it. The delete itself has happened by then.
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(2);

    /// <summary>Deletes a stack because a caller says so, whatever has become of its record in the meantime.</summary>
    /// <returns>False when there is no such stack.</returns>
    /// <exception cref="KubernetesApiException">The cluster does not let us.</exception>
    public async Task<bool> DeleteAsync(StackId id, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(settings.Namespace, StackKeys.ServiceName(id));
        var standing = index.Find(id) is { } entry ? entry.Record?.Service ?? entry.Damaged : null;
        for (var attempt = 1; ; attempt++)
        {
            standing ??= await client.TryGetAsync(ResourceTypes.Services, key, cancellationToken);
            if (standing is null || !StackLabels.IsOurs(standing.Metadata, out _))
            {
                return attempt > 1;
            }

            if (await DeleteServiceAsync(standing, new() { Uid = standing.Metadata.Uid }, cancellationToken))
            {
                await RemovePodsAsync(id, standing, cancellationToken);
                return true;
            }

            if (attempt == Attempts)
            {
                throw new StackException(new(ProblemKind.Unavailable, StackReasons.Conflict, "the stack is made anew again and again"));
            }

            // Another Service has the name by now: the store is behind.
            standing = null;
        }
    }

    /// <summary>Removes a stack as it was read: not if somebody has changed its record since.</summary>
    /// <returns>False when it was changed, and so must be looked at again.</returns>
    /// <exception cref="KubernetesApiException">The cluster does not let us.</exception>
    public async Task<bool> RemoveAsync(StackId id, Service service, CancellationToken cancellationToken)
    {
        var preconditions = new Preconditions { Uid = service.Metadata.Uid, ResourceVersion = service.Metadata.ResourceVersion };
        if (!await DeleteServiceAsync(service, preconditions, cancellationToken))
        {
            return false;
        }

        await RemovePodsAsync(id, service, cancellationToken);
        return true;
    }

    /// <summary>Removes one Pod. By UID alone: its resourceVersion moves with every report of its kubelet.</summary>
    /// <exception cref="KubernetesApiException">The cluster does not let us.</exception>
    public async Task RemovePodAsync(Pod pod, CancellationToken cancellationToken)
    {
        var nodeIsGone = await IsNodeGoneAsync(pod, cancellationToken);
        if (pod.Metadata.DeletionTimestamp is not null && !nodeIsGone)
        {
            return;
        }

        var key = NamespacedName.Of(pod.Metadata);
        var options = new DeleteOptions { GracePeriodSeconds = nodeIsGone ? 0 : GraceSeconds, Preconditions = new() { Uid = pod.Metadata.Uid } };
        try
        {
            await client.DeleteAsync(ResourceTypes.Pods, key, options, cancellationToken);
        }
        catch (KubernetesApiException missing) when (missing.IsNotFound)
        {
            // Gone already, which is what was wanted.
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode == 409)
        {
            if (await client.TryGetAsync(ResourceTypes.Pods, key, cancellationToken) is { } standing && standing.Metadata.Uid == pod.Metadata.Uid)
            {
                throw;
            }
        }
    }

    /// <summary>Removes the Pods of a stack that are of another incarnation than the one that it has now.</summary>
    /// <exception cref="KubernetesApiException">The cluster does not let us.</exception>
    public async Task RemoveOthersAsync(StackId id, string incarnation, CancellationToken cancellationToken)
    {
        var pods = index.Find(id)?.Pods ?? [];
        foreach (var pod in pods.Where(pod => StackLabels.IncarnationOf(pod) != incarnation))
        {
            await RemovePodAsync(pod, cancellationToken);
        }
    }

    /// <summary>Removes a Pod, unless the stack's Service, which is asked for it, selects it after all.</summary>
    /// <exception cref="KubernetesApiException">The cluster does not let us.</exception>
    public async Task RemoveUnselectedAsync(Pod pod, StackId id, string incarnation, CancellationToken cancellationToken)
    {
        var service = await client.TryGetAsync(ResourceTypes.Services, new(settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        if (service?.Spec?.Selector?.GetValueOrDefault(StackKeys.Incarnation) != incarnation)
        {
            await RemovePodAsync(pod, cancellationToken);
        }
    }

    // False when the preconditions do not hold. A Service that is gone already counts as deleted.
    private async Task<bool> DeleteServiceAsync(Service service, Preconditions preconditions, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(service.Metadata);
        try
        {
            await client.DeleteAsync(ResourceTypes.Services, key, new() { Preconditions = preconditions }, cancellationToken);
        }
        catch (KubernetesApiException missing) when (missing.IsNotFound)
        {
            // Gone already.
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode == 409)
        {
            return false;
        }

        await stores.Services.WaitForGoneAsync(key, service.Metadata.Uid!, Confirmation, cancellationToken);
        return true;
    }

    // Only those of this very Service: a new stack of the same owner and challenge has the same label.
    private async Task RemovePodsAsync(StackId id, Service service, CancellationToken cancellationToken)
    {
        foreach (var pod in await PodsOfAsync(id, cancellationToken))
        {
            if (pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == service.Metadata.Uid) == true)
            {
                await RemovePodAsync(pod, cancellationToken);
            }
        }
    }

    // From the store where it knows the stack; a Pod that it has not seen yet is found by asking.
    private async Task<IReadOnlyList<Pod>> PodsOfAsync(StackId id, CancellationToken cancellationToken)
    {
        if (index.Find(id) is { Pods.IsEmpty: false } entry)
        {
            return entry.Pods;
        }

        var options = new ListOptions { LabelSelector = $"{StackKeys.Stack}={id.Text},{StackKeys.ManagedBy}={StackKeys.ManagedByValue}" };
        return (await client.ListAsync(ResourceTypes.Pods, settings.Namespace, options, cancellationToken)).Items;
    }

    // The store may only be behind; grace 0 on a living node would take the walls from running processes.
    private async Task<bool> IsNodeGoneAsync(Pod pod, CancellationToken cancellationToken) =>
        pod.Spec?.NodeName is { Length: > 0 } node
        && stores.Nodes.TryGet(new("", node)) is null
        && await client.TryGetAsync(ResourceTypes.Nodes, new("", node), cancellationToken) is null;
}
