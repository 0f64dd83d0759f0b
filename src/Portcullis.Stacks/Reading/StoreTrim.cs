using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Drops from stored objects what is large and never read, so that thousands of stacks stay small in memory.</summary>
internal static class StoreTrim
{
    public static Pod Of(Pod pod) => pod with { Metadata = Of(pod.Metadata) };

    public static Service Of(Service service) => service with { Metadata = Of(service.Metadata) };

    public static Node Of(Node node) => node with
    {
        Metadata = Of(node.Metadata),
        Status = node.Status is { } status ? status with { Images = null, DaemonEndpoints = null } : null,
    };

    private static ObjectMeta Of(ObjectMeta metadata) => metadata.ManagedFields is null ? metadata : metadata with { ManagedFields = null };
}
