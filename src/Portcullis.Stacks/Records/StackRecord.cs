using System.Globalization;
using Portcullis.Admission;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>What a stack's Service says of it: the whole record, so that nothing else need be kept anywhere.</summary>
public sealed record StackRecord
{
    // Whoever writes a later one has made a mistake, and time arithmetic on it would overflow.
    private static readonly DateTimeOffset LatestEnd = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The stack's name.</summary>
    public required StackId Id { get; init; }

    /// <summary>The Service that this was read from.</summary>
    public required Service Service { get; init; }

    /// <summary>Which Pod the Service selects.</summary>
    public required string Incarnation { get; init; }

    /// <summary>When the stack ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its ports, in the order asked.</summary>
    public required IReadOnlyList<StackPort> Ports { get; init; }

    /// <summary>The admitted manifest.</summary>
    public required string Manifest { get; init; }

    /// <summary>Thousandths of a CPU that it holds.</summary>
    public required long CpuMilli { get; init; }

    /// <summary>Bytes of memory that it holds.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>What its caller gave, settled.</summary>
    public required StackTerms Terms { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a caller last changed it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The key of its Service.</summary>
    public NamespacedName ServiceKey => NamespacedName.Of(Service.Metadata);

    /// <summary>The key of its current Pod.</summary>
    public NamespacedName PodKey => new(Service.Metadata.Namespace ?? "", StackKeys.PodName(Id, Incarnation));

    /// <summary>Reads a record.</summary>
    /// <param name="service">A Service of the stack namespace.</param>
    /// <param name="record">The record.</param>
    /// <returns>False when the Service is not one of ours, or was changed beyond recognition.</returns>
    internal static bool TryRead(Service service, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StackRecord? record)
    {
        record = null;
        var metadata = service.Metadata;
        if (!StackLabels.IsOurs(metadata, out var id)
            || metadata.Name != StackKeys.ServiceName(id)
            || metadata.Annotations is not { } annotations
            || IncarnationOf(service) is not { Length: > 0 } incarnation
            || !Rfc3339.TryParse(annotations.GetValueOrDefault(StackKeys.ExpiresAt), out var expiresAt)
            || expiresAt > LatestEnd
            || !TargetPortsText.TryParse(annotations.GetValueOrDefault(StackKeys.TargetPorts), out var targets)
            || annotations.GetValueOrDefault(StackKeys.PodSpec) is not { } manifest
            || !RequestedText.TryParse(annotations.GetValueOrDefault(StackKeys.Requested), out var cpuMilli, out var memoryBytes)
            || !TryJoinPorts(targets, service.Spec?.Ports, out var ports))
        {
            return false;
        }

        var createdAt = metadata.CreationTimestamp ?? expiresAt;
        var hasUpdate = Rfc3339.TryParse(annotations.GetValueOrDefault(StackKeys.UpdatedAt), out var updatedAt) && updatedAt < expiresAt;
        record = new()
        {
            Id = id,
            Service = service,
            Incarnation = incarnation,
            ExpiresAt = expiresAt,
            Ports = ports,
            Manifest = manifest,
            CpuMilli = cpuMilli,
            MemoryBytes = memoryBytes,
            Terms = StackTerms.Of(metadata),
            CreatedAt = createdAt,
            UpdatedAt = hasUpdate ? updatedAt : createdAt,
        };
        return true;
    }

    // The label first, which nobody has a reason to edit: a selector that leads elsewhere for a moment must not make a
    // stray of the Pod that runs.
    private static string? IncarnationOf(Service service) =>
        service.Metadata.Labels?.GetValueOrDefault(StackKeys.Incarnation) is { Length: > 0 } label ? label : service.Spec?.Selector?.GetValueOrDefault(StackKeys.Incarnation);

    private static bool TryJoinPorts(IReadOnlyList<TargetPort> targets, IReadOnlyList<ServicePort>? servicePorts, out IReadOnlyList<StackPort> ports)
    {
        var joined = new StackPort[targets.Count];
        ports = joined;
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            var match = servicePorts?.FirstOrDefault(p => p.Port == target.ContainerPort && p.Protocol == target.ProtocolText);
            if (match?.NodePort is not { } nodePort)
            {
                return false;
            }

            joined[i] = new(target, nodePort);
        }

        return true;
    }
}

/// <summary>The annotation <c>requested</c>: <c>cpu=100m,memory=134217728</c>.</summary>
internal static class RequestedText
{
    public static string Format(long cpuMilli, long memoryBytes) => string.Create(CultureInfo.InvariantCulture, $"cpu={cpuMilli}m,memory={memoryBytes}");

    public static bool TryParse(string? text, out long cpuMilli, out long memoryBytes)
    {
        cpuMilli = memoryBytes = 0;
        return text?.Split(',') is [var cpu, var memory]
            && cpu.StartsWith("cpu=", StringComparison.Ordinal) && cpu.EndsWith('m')
            && memory.StartsWith("memory=", StringComparison.Ordinal)
            && long.TryParse(cpu.AsSpan(4, cpu.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out cpuMilli)
            && long.TryParse(memory.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out memoryBytes);
    }
}
