using Portcullis.Embedded.Resources;

namespace Portcullis.Embedded.Storage;

/// <summary>What the store keeps of one resource: the current objects and the recent changes.</summary>
internal sealed class ResourceTable(ResourceDefinition definition, int history)
{
    public ResourceDefinition Definition { get; } = definition;

    /// <summary>Guarded by the store's lock; the snapshot itself may be read by anyone.</summary>
    public ResourceSnapshot Snapshot { get; set; } = ResourceSnapshot.Empty;

    /// <summary>Guarded by the store's lock.</summary>
    public WatchHistory History { get; } = new(history);

    public ChangeSignal Changed { get; } = new();
}
