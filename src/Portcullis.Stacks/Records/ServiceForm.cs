using Portcullis.Admission;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>What a stack's Service must be: what was written down of it when it was made. Pure.</summary>
/// <remarks>
/// The Service is its own record, and whoever edits it may edit both. So the Pod, which is another object, has a copy of
/// the ports, and wins: its incarnation is the one that runs, its containers' ports cannot be changed by anybody.
/// </remarks>
internal sealed record ServiceForm
{
    public required StackId Id { get; init; }

    /// <summary>The Pod that it selects.</summary>
    public required string Incarnation { get; init; }

    /// <summary>The ports that lead to it. A node port that nobody wrote down may be any.</summary>
    public required IReadOnlyList<FormPort> Ports { get; init; }

    /// <summary>The Pod that runs now, if there is one.</summary>
    public Pod? Pod { get; init; }

    /// <summary>Whether the ports are the Pod's word.</summary>
    public bool IsByPod { get; init; }

    /// <summary>What it selects.</summary>
    public IReadOnlyDictionary<string, string> Selector => ServiceFactory.Selector(Id, Incarnation);

    /// <summary>The annotation <c>target-ports</c>.</summary>
    public string TargetPorts => TargetPortsText.Format(Ports.Select(port => port.Target));

    /// <summary>Reads what a Service must be; null when it is not one of ours, or nobody can say any more.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="find">The Pod of a name in its namespace.</param>
    public static ServiceForm? Of(Service service, Func<NamespacedName, Pod?> find)
    {
        var metadata = service.Metadata;
        if (!StackLabels.IsOurs(metadata, out var id) || metadata.Name != StackKeys.ServiceName(id) || IncarnationOf(service, PodOf) is not { } incarnation)
        {
            return null;
        }

        var pod = PodOf(incarnation);
        IReadOnlyList<FormPort>? ports = StackPortsText.Of(pod) is { } copy ? [.. copy.Select(port => new FormPort(port.Target, port.NodePort))]
            : TargetPortsText.TryParse(metadata.Annotations?.GetValueOrDefault(StackKeys.TargetPorts), out var targets) ? [.. targets.Select(target => new FormPort(target, null))]
            : null;
        return ports is null ? null : new() { Id = id, Incarnation = incarnation, Ports = ports, Pod = pod, IsByPod = StackPortsText.Of(pod) is not null };

        // Somebody else's Pod of that name says nothing.
        Pod? PodOf(string incarnation) =>
            find(new(metadata.Namespace ?? "", StackKeys.PodName(id, incarnation))) is { } pod && pod.Metadata.OwnerReferences?.Any(owner => owner.Uid is { Length: > 0 } uid && uid == metadata.Uid) == true ? pod : null;
    }

    // Label and selector are written in one, always. Where they differ one of them was edited, and there is no Pod of that.
    private static string? IncarnationOf(Service service, Func<string, Pod?> podOf)
    {
        var label = service.Metadata.Labels?.GetValueOrDefault(StackKeys.Incarnation);
        var selected = service.Spec?.Selector?.GetValueOrDefault(StackKeys.Incarnation);
        return label is not { Length: > 0 } ? selected
            : selected is { Length: > 0 } && selected != label && podOf(label) is null && podOf(selected) is not null ? selected
            : label;
    }
}

/// <summary>A port of a stack's Service.</summary>
/// <param name="Target">The container's port.</param>
/// <param name="NodePort">The port on the node; null where it was not written down.</param>
internal readonly record struct FormPort(TargetPort Target, int? NodePort);
