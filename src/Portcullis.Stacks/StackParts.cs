using Portcullis.Admission;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks;

/// <summary>What the commands on stacks share.</summary>
internal sealed class StackParts
{
    public required KubernetesClient Client { get; init; }

    public required ClusterStores Stores { get; init; }

    public required StackIndex Index { get; init; }

    public required StackCatalog Catalog { get; init; }

    public required NodePortPool Ports { get; init; }

    public required Admitter Admitter { get; init; }

    public required StackRemover Remover { get; init; }

    public required StackReconciler Reconciler { get; init; }

    public required StacksUnderWay UnderWay { get; init; }

    /// <summary>Says whether a stack may be made; null where nothing stands in the way.</summary>
    public IsolationStop? Stop { get; init; }

    /// <summary>Makes the airlocks of Pods; null where they get none.</summary>
    public AirlockFitting? Airlock { get; init; }

    public required StackSettings Settings { get; init; }

    public required TimeProvider Time { get; init; }
}
