using System.Globalization;
using System.Net;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>
/// What a patrol was sent to try, written on its Pod: so that what it felt follows from the Pod alone, whichever replica
/// reads it. Pure.
/// </summary>
internal static class PatrolOrders
{
    private const char Between = '|';
    private const int Parts = 5;

    /// <summary>One line a target.</summary>
    public static string Write(IEnumerable<PatrolTarget> targets) => string.Join('\n', targets.Select(Line));

    /// <summary>The same targets again; null for a text that is not of <see cref="Write"/>.</summary>
    public static IReadOnlyList<PatrolTarget>? Read(string? text)
    {
        var targets = (text ?? "").Split('\n').Select(Target).ToList();
        return targets.Contains(null) ? null : [.. targets.OfType<PatrolTarget>()];
    }

    /// <summary>What the script gets: the targets separated by blanks, those that must work with a plus.</summary>
    public static string ForScript(IEnumerable<PatrolTarget> targets) => string.Join(' ', targets.Select(target => target.MustWork ? $"+{target.Key}" : target.Key));

    private static string Line(PatrolTarget target) => string.Create(
        CultureInfo.InvariantCulture, $"{target.Kind}{Between}{target.Protocol}{Between}{new IPEndPoint(target.Address, target.Port)}{Between}{(target.IsKnownToAnswer ? "known" : "unknown")}{Between}{target.Name}");

    private static PatrolTarget? Target(string line) =>
        line.Split(Between, Parts) is [var kind, var protocol, var end, var known, var name]
        && Enum.TryParse<PatrolTargetKind>(kind, out var kindOf) && Enum.TryParse<PatrolProtocol>(protocol, out var protocolOf) && IPEndPoint.TryParse(end, out var at)
            ? new(kindOf, protocolOf, at.Address, at.Port, name) { IsKnownToAnswer = known == "known" }
            : null;
}
