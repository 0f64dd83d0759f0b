using System.Collections.Immutable;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Reading;

/// <summary>Everything in the stores that belongs to one stack.</summary>
/// <param name="Id">The stack.</param>
/// <param name="Record">What its Service says; null when there is no Service, or none that was ever readable.</param>
/// <param name="Damaged">Its Service, if somebody changed it by hand so that it can no longer be read.</param>
/// <param name="Pods">Its Pods: the current one and, around a restart, others.</param>
internal sealed record StackEntry(StackId Id, StackRecord? Record, Service? Damaged, ImmutableArray<Pod> Pods)
{
    public static StackEntry Empty(StackId id) => new(id, null, null, []);

    /// <summary>The Pod that the Service selects.</summary>
    public Pod? CurrentPod => Record is null ? null : Pods.FirstOrDefault(pod => StackLabels.IncarnationOf(pod) == Record.Incarnation);

    /// <summary>The Pods that no Service selects. Of a Service that cannot be read, nobody can say which it selects.</summary>
    public IEnumerable<Pod> StrayPods =>
        Record is not null ? Pods.Where(pod => StackLabels.IncarnationOf(pod) != Record.Incarnation)
        : Damaged is not null ? []
        : Pods;

    public bool IsEmpty => Record is null && Damaged is null && Pods.IsEmpty;

    /// <summary>The entry once its Service stands as given; null when there is none any more.</summary>
    public StackEntry WithService(Service? service)
    {
        if (service is null)
        {
            return this with { Record = null, Damaged = null };
        }

        // A record that was readable a moment ago goes on to hold: a slip of somebody's hand must not end a stack.
        return StackRecord.TryRead(service, out var record) ? this with { Record = record, Damaged = null }
            : Record?.Service.Metadata.Uid == service.Metadata.Uid ? this with { Record = Record! with { Service = service }, Damaged = service }
            : this with { Record = null, Damaged = service };
    }

    public StackEntry WithPod(string name, Pod? pod)
    {
        var others = Pods.RemoveAll(standing => standing.Metadata.Name == name);
        return this with { Pods = pod is null ? others : others.Add(pod) };
    }
}
