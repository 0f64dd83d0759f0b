using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Stacks.Records;

/// <summary>Tells our objects from all others, which are never touched.</summary>
internal static class StackLabels
{
    /// <summary>True for an object that Portcullis made for a stack.</summary>
    /// <param name="metadata">The object's metadata.</param>
    /// <param name="id">Whose it is.</param>
    public static bool IsOurs(ObjectMeta metadata, out StackId id)
    {
        id = default;
        return metadata.Labels is { } labels
            && labels.GetValueOrDefault(StackKeys.ManagedBy) == StackKeys.ManagedByValue
            && StackId.TryParse(labels.GetValueOrDefault(StackKeys.Stack), out id);
    }

    /// <summary>The incarnation that a Pod is of; empty when it says none.</summary>
    /// <param name="pod">A Pod of ours.</param>
    public static string IncarnationOf(Pod pod) => pod.Metadata.Labels?.GetValueOrDefault(StackKeys.Incarnation) ?? "";
}
