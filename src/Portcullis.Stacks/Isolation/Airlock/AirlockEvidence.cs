using System.Net;
using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Everything that the statement about airlocks rests on.</summary>
internal sealed record AirlockEvidence
{
    /// <summary>Whether stacks have an airlock at all.</summary>
    public required bool IsOn { get; init; }

    /// <summary>What airlocks must not reach; empty while the cluster does not tell.</summary>
    public IReadOnlyList<IPEndPoint> Targets { get; init; } = [];

    /// <summary>The address families that some pods have; none where that is not known.</summary>
    public IReadOnlyList<AddressFamily> Families { get; init; } = [];

    /// <summary>How Portcullis itself got on with them; nothing where it has not tried yet.</summary>
    public IReadOnlyList<ReachedTarget> Reached { get; init; } = [];

    /// <summary>How the last stacks went through, oldest first.</summary>
    public IReadOnlyList<AirlockPassage> Last { get; init; } = [];

    /// <summary>Whether patrols feel the walls, so that there is something to go by before the first stack.</summary>
    public bool IsPatrolled { get; init; }

    /// <summary>When walls were missing.</summary>
    public IReadOnlyList<WallGap> Gaps { get; init; } = [];
}
