using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;

namespace Portcullis.Configuration;

/// <summary>Everything that the environment says, checked.</summary>
internal sealed partial record PortcullisConfiguration
{
    /// <summary>The API.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>The stacks.</summary>
    public StackSettings Stacks { get; init; } = new();

    /// <summary>The isolation.</summary>
    public IsolationSettings Isolation { get; init; } = new();

    /// <summary>The cluster.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>The leader election.</summary>
    public LeaderElectionSettings LeaderElection { get; init; } = new();
}
