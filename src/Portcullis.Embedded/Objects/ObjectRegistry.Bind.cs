using Portcullis.Embedded.Api;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Objects;

/// <content>Binding a pod to a node, which happens once.</content>
internal sealed partial class ObjectRegistry
{
    /// <exception cref="ApiException">404; 409 when the pod is bound or being deleted.</exception>
    public StoredObject Bind(NamespacedName key, string node, bool dryRun = false)
    {
        var table = store[ResourceTypes.Pods];
        while (true)
        {
            var current = Get(table.Definition, key);
            var pod = (Pod)current.Value;
            if (pod.Spec?.NodeName is { Length: > 0 } bound)
            {
                throw Refused(key.Name, $"pod {key.Name} is already assigned to node \"{bound}\"");
            }

            if (pod.Metadata.DeletionTimestamp is not null)
            {
                throw Refused(key.Name, $"pod {key.Name} is being deleted, cannot be assigned to a host");
            }

            if (dryRun)
            {
                return current;
            }

            if (store.Commit(table, key, current, Bound(pod, node)) is CommitResult.Done done)
            {
                return done.Object;
            }
        }
    }

    private Pod Bound(Pod pod, string node)
    {
        var conditions = (pod.Status?.Conditions ?? []).Where(c => c.Type != "PodScheduled")
            .Append(new PodCondition { Type = "PodScheduled", Status = "True", LastTransitionTime = Now() });
        return pod with
        {
            Spec = (pod.Spec ?? new PodSpec()) with { NodeName = node },
            Status = (pod.Status ?? new PodStatus()) with { Conditions = [.. conditions] },
        };
    }

    private static ApiException Refused(string name, string why)
    {
        var status = StatusErrors.Conflict(ResourceTypes.Pods, name, why);
        return new(status with
        {
            Message = status.Message!.Replace("on pods \"", "on pods/binding \"", StringComparison.Ordinal),
            Details = status.Details! with { Kind = "pods/binding" },
        });
    }
}
