using System.Collections.Immutable;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>Remembers how each node stands, by what patrols of any replica felt. Thread-safe.</summary>
internal sealed class PatrolLog
{
    private ImmutableDictionary<(string Node, string Egress), PatrolStand> _stands = ImmutableDictionary<(string, string), PatrolStand>.Empty;
    private ImmutableDictionary<string, string> _failures = ImmutableDictionary<string, string>.Empty;

    /// <summary>Says that there is something new; called outside any lock.</summary>
    public event Action? Changed;

    /// <summary>How each node stands, each kind of egress apart.</summary>
    public IReadOnlyCollection<PatrolStand> Stands => [.. _stands.Values];

    /// <summary>Why nodes could not be patrolled.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>What answered at a node and has not been felt silent since.</summary>
    public IReadOnlyList<PatrolTarget> Openings(string node, string egress) => [.. _stands.GetValueOrDefault((node, egress))?.Openings.Select(opening => opening.Target) ?? []];

    /// <summary>Takes over what a patrol felt.</summary>
    public void Take(PatrolReading reading, Predicate<PatrolTarget> answersStill, PatrolMoment at)
    {
        var key = (reading.Node, reading.Egress);
        ImmutableInterlocked.AddOrUpdate(
            ref _stands,
            key,
            _ => new PatrolStand(reading.Node, reading.Egress).With(reading, answersStill, at),
            (_, stand) => stand.With(reading, answersStill, at));
        Changed?.Invoke();
    }

    /// <summary>Takes over that a node could be patrolled, or why not.</summary>
    public void Tell(string node, string? failure)
    {
        var before = _failures;
        ImmutableInterlocked.Update(ref _failures, failures => failure is null ? failures.Remove(node) : failures.SetItem(node, failure));
        if (!ReferenceEquals(before, _failures))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Forgets nodes that are gone.</summary>
    public void Keep(IReadOnlySet<string> nodes)
    {
        ImmutableInterlocked.Update(ref _stands, stands => stands.RemoveRange(stands.Keys.Where(key => !nodes.Contains(key.Node))));
        ImmutableInterlocked.Update(ref _failures, failures => failures.RemoveRange(failures.Keys.Where(node => !nodes.Contains(node))));
    }

    /// <summary>Forgets all of it: what was felt in one cluster says nothing of another.</summary>
    public void Forget()
    {
        ImmutableInterlocked.Update(ref _stands, stands => stands.Clear());
        ImmutableInterlocked.Update(ref _failures, failures => failures.Clear());
        Changed?.Invoke();
    }
}
