using System.Globalization;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>
/// Plays a container that tries what policies forbid and tells of each target whether it answered: without packets, it
/// asks the simulated network what it lets through.
/// </summary>
/// <remarks>
/// The contract, also in docs/embedded.md: a container named <c>patrol</c> of an ordinary image, with
/// <c>PATROL_TARGETS</c> in its environment. It exits with 0 and a termination message such as
/// <c>felt passes=3 seconds=1 answers=sso</c>, with one letter for each target in order: <c>s</c> silent, <c>o</c> open.
/// </remarks>
internal sealed class PatrolStandIn
{
    private const string Name = "patrol";
    private const string Variable = "PATROL_TARGETS";

    private readonly IReadOnlyList<TriedTarget?> _targets;
    private readonly NetworkEnforcement _network;
    private readonly NodeNetwork _node;

    private PatrolStandIn(IReadOnlyList<TriedTarget?> targets, NetworkEnforcement network, NodeNetwork node) =>
        (_targets, _network, _node) = (targets, network, node);

    /// <returns>Null for any other container.</returns>
    public static PatrolStandIn? Of(Container container, NetworkEnforcement network, NodeNetwork node) =>
        container.Name == Name && container.Env?.FirstOrDefault(variable => variable.Name == Variable)?.Value is { Length: > 0 } targets
            ? new([.. targets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(TriedTarget.Parse)], network, node)
            : null;

    /// <summary>When it ends.</summary>
    /// <param name="started">When the container started.</param>
    /// <param name="atLeast">How long it runs at least.</param>
    public DateTimeOffset Ends(DateTimeOffset started, TimeSpan atLeast) => started + (_network.Delay > atLeast ? _network.Delay : atLeast);

    /// <summary>What it says at its end; a target that it cannot read is one that it could not try.</summary>
    /// <param name="took">How long it ran.</param>
    public string Message(TimeSpan took)
    {
        var answers = string.Concat(_targets.Select(target => target is null ? 'x' : Answers(target) ? 'o' : 's'));
        return string.Create(CultureInfo.InvariantCulture, $"felt passes=3 seconds={(long)took.TotalSeconds} answers={answers}");
    }

    private bool Answers(TriedTarget target) => target.MustWork ? _network.OutsideAnswers : _node.Lets(_network, target);
}
