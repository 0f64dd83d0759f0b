using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Does what a create does before it sends anything, and forgets it: so the first caller finds it done before.</summary>
internal sealed class CreateRehearsal(StackDrafter drafter, IsolationStop? stop, AirlockFitting? airlock, StackSettings settings, TimeProvider time)
{
    /// <param name="wish">What could be asked for.</param>
    /// <exception cref="StackException">It could not be made, or not now.</exception>
    public void Run(CreateStack wish)
    {
        var blueprint = drafter.Draft(StackId.Random(), wish, time.GetUtcNow());
        stop?.CheckPaths(PodFactory.Sketch(blueprint));
        var incarnation = StackKeys.NewIncarnation();
        var ports = blueprint.Ports.Select(port => port.ContainerPort).Distinct().ToDictionary(port => port);
        var service = ServiceFactory.Make(blueprint, incarnation, ports, settings);
        var pod = PodFactory.Make(blueprint, service, incarnation, TimeSpan.Zero, null, settings, airlock?.Make());
        _ = SecurityGate.Pass(pod, settings.Profiles.GetValueOrDefault(blueprint.Terms.Profile ?? ""));
    }
}
