using System.Text.Json.Nodes;
using Portcullis.Client;
using Portcullis.Model;
using Portcullis.Model.Json;

namespace Portcullis.Stacks;

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
    /// <exception cref="StackException">There is no such stack, or it is over, or the cluster does not let us.</exception>
    public static async Task<Stack> RepeatAsync(StackParts parts, StackId id, int attempts, AnswerBudget budget, Func<Stack, Task<Service>> change)
    {
        try
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
                    return StackRecord.TryRead(service, out var record)
                        ? parts.Catalog.Project(record, parts.Index.Find(id)?.CurrentPod ?? stack.Pod, parts.Time.GetUtcNow())
                        : throw StackCatalog.NotFound(id.Text);
                }
                catch (KubernetesApiException conflict) when (conflict.StatusCode == 409 && attempt < attempts)
                {
                    stack = await ReadAgainAsync(parts, stack, budget);
                }
                catch (KubernetesApiException missing) when (missing.IsNotFound)
                {
                    throw StackCatalog.NotFound(id.Text);
                }
            }
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
        {
            throw new StackException(problem, error);
        }
        catch (OperationCanceledException error) when (budget.RanOut)
        {
            throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "the cluster did not answer in time"), error);
        }
    }

    private static async Task<Stack> ReadAgainAsync(StackParts parts, Stack stack, AnswerBudget budget)
    {
        var service = await parts.Client.TryGetAsync(ResourceTypes.Services, stack.Record.ServiceKey, budget.Token);
        return service is not null && StackRecord.TryRead(service, out var record)
            ? parts.Catalog.Project(record, parts.Index.Find(stack.Id)?.CurrentPod ?? stack.Pod, parts.Time.GetUtcNow())
            : throw StackCatalog.NotFound(stack.Id.Text);
    }
}
