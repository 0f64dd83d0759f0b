using System.Text.Json.Nodes;
using Portcullis.Client.Requests;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Changes a stack's record under optimistic concurrency: read, patch at that version, read again on conflict.</summary>
internal sealed class StackChanges(KubernetesClient client, ClusterStores stores, StackIndex index, StackCatalog catalog, TimeProvider time)
{
    private const int Attempts = 5;

    /// <summary>A merge patch that makes the Service select another Pod, and only that one.</summary>
    public static JsonObject Select(Service service, string incarnation, DateTimeOffset now)
    {
        var patch = Annotate(service, new JsonObject { [StackKeys.UpdatedAt] = Rfc3339.Micros(now) });
        patch["metadata"]!["labels"] = new JsonObject { [StackKeys.Incarnation] = incarnation };
        patch["spec"] = new JsonObject { ["selector"] = new JsonObject { [StackKeys.Incarnation] = incarnation } };
        return patch;
    }

    /// <summary>Makes the stack's Service select another Pod, at the version that was read.</summary>
    /// <exception cref="KubernetesApiException">The cluster refuses, or the Service has changed.</exception>
    public Task<Service> SelectAsync(StackRecord record, string incarnation, CancellationToken cancellationToken) =>
        client.MergePatchAsync(ResourceTypes.Services, record.ServiceKey, Select(record.Service, incarnation, time.GetUtcNow()), null, cancellationToken);

    /// <summary>Moves a stack's end, at the version that was read.</summary>
    /// <exception cref="KubernetesApiException">The cluster refuses, or the Service has changed.</exception>
    public Task<Service> ExpireAsync(StackRecord record, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patch = Annotate(record.Service, new JsonObject { [StackKeys.ExpiresAt] = Rfc3339.Micros(end), [StackKeys.UpdatedAt] = Rfc3339.Micros(now) });
        return client.MergePatchAsync(ResourceTypes.Services, record.ServiceKey, patch, null, cancellationToken);
    }

    /// <summary>Applies <paramref name="change"/> to the stack as it stands and answers with the stack as it is then.</summary>
    /// <remarks>What the cluster refuses is thrown as it is: <see cref="AnswerBudget.SpendAsync"/> around it maps it.</remarks>
    /// <exception cref="StackException">There is no such stack, or it is over.</exception>
    public async Task<Stack> RepeatAsync(StackId id, AnswerBudget budget, Func<Stack, Task<Service>> change)
    {
        var stack = await catalog.GetAsync(id, budget.Token);
        for (var attempt = 1; ; attempt++)
        {
            if (stack.Record.ExpiresAt <= time.GetUtcNow())
            {
                throw StackCatalog.NotFound(id.Text);
            }

            try
            {
                var service = await change(stack);
                await stores.SeenAsync(service, budget.LeftForWaiting, budget.Token);
                return After(stack, service);
            }
            catch (KubernetesApiException conflict) when (conflict.StatusCode == 409 && attempt < Attempts)
            {
                stack = After(stack, await client.TryGetAsync(ResourceTypes.Services, stack.Record.ServiceKey, budget.Token));
            }
            catch (KubernetesApiException missing) when (missing.IsNotFound)
            {
                throw StackCatalog.NotFound(id.Text);
            }
        }
    }

    // A merge patch of annotations that holds only at the version that was read.
    private static JsonObject Annotate(Service service, JsonObject annotations) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = service.Metadata.ResourceVersion, ["annotations"] = annotations },
    };

    // The stack with its Service as it stands now; not found when that is gone, or no record any more.
    private Stack After(Stack stack, Service? service) =>
        service is not null && StackRecord.TryRead(service, out var record)
            ? catalog.Project(record, index.Find(stack.Id)?.CurrentPod ?? stack.Pod, time.GetUtcNow())
            : throw StackCatalog.NotFound(stack.Id.Text);
}
