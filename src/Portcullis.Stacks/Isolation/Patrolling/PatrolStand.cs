using System.Collections.Immutable;
using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>How one node stands, as pods of one kind of egress felt it. Immutable.</summary>
/// <param name="Node">The node.</param>
/// <param name="Egress"><c>none</c> or <c>internet</c>.</param>
internal sealed record PatrolStand(string Node, string Egress)
{
    /// <summary>When the last patrol ended.</summary>
    public PatrolMoment Ended { get; init; }

    /// <summary>Of each family, when what policies forbid was last silent, and how much of it. Old silence stays until it is felt again: it ages.</summary>
    public ImmutableDictionary<AddressFamily, PatrolSilence> Silent { get; init; } = ImmutableDictionary<AddressFamily, PatrolSilence>.Empty;

    /// <summary>What answered, and has not been felt silent since.</summary>
    public ImmutableList<PatrolOpening> Openings { get; init; } = [];

    /// <summary>The families in which the last patrol heard nothing at all, not even from what it may reach.</summary>
    public IReadOnlyList<AddressFamily> Deaf { get; init; } = [];

    /// <summary>The protocols that the last patrol could not try anything by.</summary>
    public IReadOnlyList<PatrolProtocol> Untold { get; init; } = [];

    /// <summary>Why the last patrol told nothing; null where it did.</summary>
    public string? Problem { get; init; }

    /// <summary>After one more patrol.</summary>
    /// <param name="reading">What it says.</param>
    /// <param name="answersStill">Whether something known to answer did so again afterwards: what fell silent meanwhile for everybody shows nothing.</param>
    /// <param name="at">When it ended.</param>
    public PatrolStand With(PatrolReading reading, Predicate<PatrolTarget> answersStill, PatrolMoment at)
    {
        if (reading.Problem is not null)
        {
            return this with { Ended = at, Problem = reading.Problem };
        }

        var deaf = reading.Deaf;
        var heard = reading.Answers.Where(answer => !answer.Target.MustWork).ToList();
        var silent = heard.Where(answer => answer.Felt == PatrolFelt.Silent && !deaf.Contains(answer.Target.Family)).ToList();
        var shown = silent.Where(answer => answer.Target.IsKnownToAnswer && answersStill(answer.Target)).GroupBy(answer => answer.Target.Family);
        return this with
        {
            Ended = at,
            Silent = Silent.SetItems(shown.Select(family => KeyValuePair.Create(family.Key, new PatrolSilence(at, family.Count())))),
            Openings =
            [
                .. heard.Where(answer => answer.Felt == PatrolFelt.Open).Select(answer => new PatrolOpening(answer.Target, at)),
                .. Openings.Where(opening => IsStill(opening, heard, deaf)),
            ],
            Deaf = deaf,
            Untold = [.. heard.GroupBy(answer => answer.Target.Protocol).Where(protocol => protocol.All(answer => answer.Felt == PatrolFelt.Untold)).Select(protocol => protocol.Key)],
            Problem = null,
        };
    }

    // What was found open is tried until it is felt shut. A target that is tried no more is gone, and nobody is left there
    // who could be reached; but each patrol that listens is another one, so that the next has to be silent in its place.
    private static bool IsStill(PatrolOpening opening, List<PatrolAnswer> heard, IReadOnlyList<AddressFamily> deaf)
    {
        var target = opening.Target;
        var inItsPlace = heard.Find(answer => answer.Target.Key == target.Key) is { } again ? [again]
            : heard.Where(answer => answer.Target.Family == target.Family && (target.Kind != PatrolTargetKind.Patrol || (answer.Target.Kind == target.Kind && answer.Target.Protocol == target.Protocol)));
        return deaf.Contains(target.Family) || !inItsPlace.Any(answer => answer.Felt != PatrolFelt.Untold);
    }
}

/// <summary>A moment, to be told and to be counted from.</summary>
/// <param name="At">By the clock on the wall.</param>
/// <param name="Uptime">By a clock that nobody can set: since the program started.</param>
internal readonly record struct PatrolMoment(DateTimeOffset At, TimeSpan Uptime);

/// <summary>That nothing came back.</summary>
/// <param name="When">When.</param>
/// <param name="Targets">From how many targets that are known to answer.</param>
internal sealed record PatrolSilence(PatrolMoment When, int Targets);

/// <summary>That something answered which must not.</summary>
/// <param name="Target">The target.</param>
/// <param name="When">When it was last felt.</param>
internal sealed record PatrolOpening(PatrolTarget Target, PatrolMoment When);
