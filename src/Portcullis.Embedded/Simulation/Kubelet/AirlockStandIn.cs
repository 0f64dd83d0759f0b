using System.Globalization;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>
/// Plays an init container that tries to reach what policies forbid until it no longer can: without packets, it asks
/// whether the network would enforce them.
/// </summary>
/// <remarks>
/// The contract, also in docs/embedded.md: an init container named <c>airlock</c> of an ordinary image, with
/// <c>AIRLOCK_TARGETS</c> (addresses with ports, separated by blanks) and <c>AIRLOCK_TIMEOUT</c> (whole seconds) in its
/// environment. Exit code 0 or 1, and a termination message of a word, attempts and seconds; 143 without one where it is
/// told to stop before.
/// </remarks>
internal sealed class AirlockStandIn
{
    /// <summary>The exit code of one that is told to stop before it came to anything: 128 and the number of TERM.</summary>
    public const int CutShort = 143;

    private const string Name = "airlock";
    private const int AttemptsToPass = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly IReadOnlyList<string> _targets;
    private readonly TimeSpan _timeout;
    private readonly NetworkEnforcement _network;
    private readonly NodeNetwork _node;

    private AirlockStandIn(IReadOnlyList<string> targets, TimeSpan timeout, NetworkEnforcement network, NodeNetwork node) =>
        (_targets, _timeout, _network, _node) = (targets, timeout, network, node);

    /// <returns>Null for any other container.</returns>
    public static AirlockStandIn? Of(Container container, NetworkEnforcement network, NodeNetwork node) =>
        container.Name == Name
        && Value(container, "AIRLOCK_TARGETS")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } targets
        && int.TryParse(Value(container, "AIRLOCK_TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new(targets, TimeSpan.FromSeconds(seconds), network, node)
            : null;

    /// <summary>When to look for the first time.</summary>
    /// <param name="started">When the container started.</param>
    /// <param name="atLeast">How long it runs at least.</param>
    public DateTimeOffset FirstLook(DateTimeOffset started, TimeSpan atLeast) => started + (_network.Delay > atLeast ? _network.Delay : atLeast);

    /// <summary>What it comes to.</summary>
    /// <param name="started">When the container started.</param>
    /// <param name="now">The time.</param>
    /// <param name="next">When to look again, where it goes on.</param>
    /// <returns>The exit code and the termination message; null where it goes on.</returns>
    public (int Code, string Message)? Look(DateTimeOffset started, DateTimeOffset now, out DateTimeOffset next)
    {
        var took = now - started;
        next = now + Interval;
        var answered = _targets.FirstOrDefault(Answers);
        if (answered is null && took >= _network.Delay)
        {
            return (0, Text("passed", took, AttemptsToPass));
        }

        if (took >= _timeout)
        {
            return (1, $"{Text("open", took, 0)} answered={answered ?? _targets[0]}");
        }

        var end = started + _timeout;
        next = end < next ? end : next;
        return null;
    }

    private bool Answers(string target) =>
        TriedTarget.OfEndPoint(target) is { } tried ? _node.Lets(_network, tried) : !_network.Enforces || !_node.Enforces();

    private static string Text(string word, TimeSpan took, int more) =>
        string.Create(CultureInfo.InvariantCulture, $"{word} attempts={(took.Ticks / Interval.Ticks) + more} seconds={(long)took.TotalSeconds}");

    private static string? Value(Container container, string name) => container.Env?.FirstOrDefault(variable => variable.Name == name)?.Value;
}
