using System.Collections.Immutable;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Everything in the stores that belongs to one stack.</summary>
/// <param name="Id">The stack.</param>
/// <param name="Record">Its Service's record; null when there is no Service (or one that cannot be read).</param>
/// <param name="Pods">Its Pods: the current one and, around a restart, others.</param>
internal sealed record StackEntry(StackId Id, StackRecord? Record, ImmutableArray<Pod> Pods)
{
    /// <summary>The Pod that the Service selects.</summary>
    public Pod? CurrentPod => Record is null ? null : Pods.FirstOrDefault(pod => StackLabels.IncarnationOf(pod) == Record.Incarnation);

    /// <summary>The Pods that no Service selects.</summary>
    public IEnumerable<Pod> StrayPods => Record is null ? Pods : Pods.Where(pod => StackLabels.IncarnationOf(pod) != Record.Incarnation);

    public bool IsEmpty => Record is null && Pods.IsEmpty;
}
