using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Does what a create does, and forgets it: so the first caller finds it done before.</summary>
public sealed class CreateRehearsal
{
    private readonly StackDrafter _drafter;
    private readonly IsolationStop? _stop;
    private readonly AirlockFitting? _airlock;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;

    internal CreateRehearsal(StackDrafter drafter, IsolationStop? stop, AirlockFitting? airlock, StackSettings settings, TimeProvider time) =>
        (_drafter, _stop, _airlock, _settings, _time) = (drafter, stop, airlock, settings, time);

    /// <summary>Over a cluster that only plays one: nothing is sent to the real one, and nothing is kept.</summary>
    /// <param name="wish">What could be asked for.</param>
    /// <param name="stage">Reaches whoever plays the cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">It could not be made.</exception>
    public async Task<CreatedStack> RunAsync(CreateStack wish, KubernetesClient stage, CancellationToken cancellationToken)
    {
        var blueprint = _drafter.Draft(StackId.Random(), wish, _time.GetUtcNow());
        using var stores = new ClusterStores(stage, _settings, _time, NullLogger<ClusterStores>.Instance);
        using var ports = new NodePortPool(stores.Services, _settings);
        var incarnation = StackKeys.NewIncarnation();
        var posted = await new ServicePoster(stage, ports, _settings, _time).PostAsync(blueprint, incarnation, cancellationToken);
        using var lease = posted.Lease;
        var wanted = PodFactory.Make(blueprint, posted.Service, incarnation, TimeSpan.Zero, null, _settings, null);
        var pod = await new PodPoster(stage, _settings, _time).PostAsync(wanted, blueprint.Terms.Profile, cancellationToken);
        using var nodes = new NodeDirectory(stores.Nodes);
        return new(StackProjection.Of(StackCatalog.Read(posted.Service), pod, nodes, _time.GetUtcNow(), _settings), true);
    }

    /// <summary>Asks what is asked of the cluster as it is, and sends nothing.</summary>
    /// <param name="wish">What could be asked for.</param>
    /// <exception cref="StackException">It could not be made, or not now.</exception>
    public void LookAhead(CreateStack wish)
    {
        _stop?.CheckPaths(PodFactory.Sketch(_drafter.Draft(StackId.Random(), wish, _time.GetUtcNow())));
        _ = _airlock?.Make();
    }
}
