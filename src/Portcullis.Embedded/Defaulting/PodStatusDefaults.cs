using Portcullis.Model.Defaulting;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>What the statuses of containers have on the wire, even when a kubelet leaves it out.</summary>
public static class PodStatusDefaults
{
    private static readonly ContainerState Nothing = new();

    /// <summary>The status with its gaps filled; the same instance when there are none.</summary>
    /// <param name="status">As it was sent; not changed.</param>
    public static PodStatus Apply(PodStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        status = OneAddress(status);
        return HasGaps(status.InitContainerStatuses) || HasGaps(status.ContainerStatuses) || HasGaps(status.EphemeralContainerStatuses)
            ? status with
            {
                InitContainerStatuses = status.InitContainerStatuses.Map(Apply),
                ContainerStatuses = status.ContainerStatuses.Map(Apply),
                EphemeralContainerStatuses = status.EphemeralContainerStatuses.Map(Apply),
            }
            : status;
    }

    /// <summary>Where the older field and the list contradict each other, the older one counts.</summary>
    private static PodStatus OneAddress(PodStatus status) => status switch
    {
        { PodIP.Length: > 0 } when status.PodIPs is not [{ } first, ..] || first.Ip != status.PodIP => status with { PodIPs = [new PodIPEntry { Ip = status.PodIP }] },
        { PodIP: null or "", PodIPs: [{ Ip.Length: > 0 } first, ..] } => status with { PodIP = first.Ip },
        _ => status,
    };

    private static bool HasGaps(IReadOnlyList<ContainerStatus>? statuses) => statuses?.Any(s =>
        s.State is null || s.LastState is null || s.Ready is null || s.RestartCount is null || s.Image is null || s.ImageID is null) == true;

    private static ContainerStatus Apply(ContainerStatus status) => status with
    {
        State = status.State ?? Nothing,
        LastState = status.LastState ?? Nothing,
        Ready = status.Ready ?? false,
        RestartCount = status.RestartCount ?? 0,
        Image = status.Image ?? "",
        ImageID = status.ImageID ?? "",
    };
}
