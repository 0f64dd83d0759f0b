using Portcullis.Embedded.Api;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Admission;

/// <summary>Nothing is made in a namespace that is missing or going; some namespaces must stay.</summary>
internal sealed class NamespaceLifecycle(ObjectStore store)
{
    private static readonly string[] Immortal = ["default", "kube-system", "kube-public"];

    private ResourceTable Namespaces => store[ResourceTypes.Namespaces];

    public void CheckCreation(ResourceDefinition definition, KubernetesObject value)
    {
        if (!definition.Type.Namespaced)
        {
            return;
        }

        var name = value.Metadata.Namespace ?? "";
        if (store.Find(Namespaces, new("", name)) is not { } scope)
        {
            throw new ApiException(StatusErrors.NotFound(ResourceTypes.Namespaces, name));
        }

        if (scope.Value.Metadata.DeletionTimestamp is not null)
        {
            throw Terminating(definition, value.Metadata.Name ?? "", name);
        }
    }

    public static void CheckDeletion(ResourceDefinition definition, NamespacedName key)
    {
        if (definition.Type == ResourceTypes.Namespaces && Immortal.Contains(key.Name))
        {
            throw new ApiException(StatusErrors.Forbidden(definition.Type, key.Name, "this namespace may not be deleted"));
        }
    }

    private static ApiException Terminating(ResourceDefinition definition, string name, string scope)
    {
        var status = StatusErrors.Forbidden(definition.Type, name, $"unable to create new content in namespace {scope} because it is being terminated");
        return new(status with
        {
            Details = status.Details! with
            {
                Causes = [new StatusCause { Reason = "NamespaceTerminating", Message = $"namespace {scope} is being terminated", Field = "metadata.namespace" }],
            },
        });
    }
}
