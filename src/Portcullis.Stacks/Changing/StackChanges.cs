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
internal static class StackChanges
{
    /// <summary>A merge patch of annotations that holds only at the version that was read.</summary>
    public static JsonObject Annotate(Service service, JsonObject annotations) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = service.Metadata.ResourceVersion, ["annotations"] = annotations },
    };

    /// <summary>A merge patch that makes the Service select another Pod, and only that one.</summary>
    public static JsonObject Select(Service service, string incarnation, DateTimeOffset now)
    {
        var patch = Annotate(service, new JsonObject { [StackKeys.UpdatedAt] = Rfc3339.Micros(now) });
        patch["metadata"]!["labels"] = new JsonObject { [StackKeys.Incarnation] = incarnation };
        patch["spec"] = new JsonObject { ["selector"] = new JsonObject { [StackKeys.Incarnation] = incarnation } };
        return patch;
    }

    /// <summary>Applies <paramref name="change"/> to the stack as it stands and answers with the stack as it is then.</summary>
    /// <remarks>What the cluster refuses is thrown as it is: <see cref="AnswerBudget.SpendAsync"/> around it maps it.</remarks>
    /// <exception cref="StackException">There is no such stack, or it is over.</exception>
    public static async Task<Stack> RepeatAsync(StackParts parts, StackId id, int attempts, AnswerBudget budget, Func<Stack, Task<Service>> change)
    {
        var stack = await parts.Catalog.GetAsync(id, budget.Token);
        for (var attempt = 1; ; attempt++)
        {
            if (stack.Record.ExpiresAt <= parts.Time.GetUtcNow())
            {
                throw StackCatalog.NotFound(id.Text);
            }

            try
            {
                var service = await change(stack);
                await parts.Stores.SeenAsync(service, budget.LeftForWaiting, budget.Token);
                return After(parts, stack, service);
            }
            catch (KubernetesApiException conflict) when (conflict.StatusCode == 409 && attempt < attempts)
            {
                stack = After(parts, stack, await parts.Client.TryGetAsync(ResourceTypes.Services, stack.Record.ServiceKey, budget.Token));
            }
            catch (KubernetesApiException missing) when (missing.IsNotFound)
            {
                throw StackCatalog.NotFound(id.Text);
            }
        }
    }

    // The stack with its Service as it stands now; not found when that is gone, or no record any more.
    private static Stack After(StackParts parts, Stack stack, Service? service) =>
        service is not null && StackRecord.TryRead(service, out var record)
            ? parts.Catalog.Project(record, parts.Index.Find(stack.Id)?.CurrentPod ?? stack.Pod, parts.Time.GetUtcNow())
            : throw StackCatalog.NotFound(stack.Id.Text);
}
