using System.Collections.Immutable;

namespace Portcullis.Embedded.Faults;

/// <summary>Makes the API server fail as real ones do. Thread-safe.</summary>
/// <param name="time">Measures latencies.</param>
public sealed class FaultInjector(TimeProvider time)
{
    private ImmutableList<FaultHandle> _rules = [];
    private ImmutableList<WatchCut> _watches = [];
    private volatile bool _down;

    /// <summary>Whether every connection breaks at present.</summary>
    public bool IsDown => _down;

    /// <summary>Adds a rule; it works until its handle is disposed.</summary>
    /// <param name="rule">The rule.</param>
    public FaultHandle Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var handle = new FaultHandle(this, rule);
        ImmutableInterlocked.Update(ref _rules, static (rules, added) => rules.Add(added), handle);
        return handle;
    }

    /// <summary>Breaks the watches that are open now; new ones are served.</summary>
    /// <param name="resource">The plural; null for all.</param>
    /// <returns>How many were broken.</returns>
    public int CutWatches(string? resource = null)
    {
        var open = _watches.Where(w => resource is null || w.Resource == resource).ToList();
        foreach (var watch in open)
        {
            watch.Cut();
        }

        return open.Count;
    }

    /// <summary>Breaks every connection, open or new, until <see cref="BringUp"/>.</summary>
    public void TakeDown()
    {
        _down = true;
        CutWatches();
    }

    /// <summary>Ends <see cref="TakeDown"/>.</summary>
    public void BringUp() => _down = false;

    internal void Remove(FaultHandle handle) =>
        ImmutableInterlocked.Update(ref _rules, static (rules, removed) => rules.Remove(removed), handle);

    internal FaultDecision Draw(RequestAttempt attempt)
    {
        if (_down)
        {
            return new FaultDecision([new Fault.DroppedBefore()], time);
        }

        var struck = new List<Fault>(0);
        foreach (var rule in _rules)
        {
            if ((rule.Rule.Fault is not (Fault.BrokenWatch or Fault.StaleWatch) || attempt.Verb == "watch") && rule.Strikes(attempt))
            {
                struck.Add(rule.Rule.Fault);
            }
        }

        var watch = attempt.Verb == "watch" ? new WatchCut(attempt.Resource, Forget) : null;
        if (watch is not null)
        {
            ImmutableInterlocked.Update(ref _watches, static (watches, added) => watches.Add(added), watch);
        }

        return new FaultDecision(struck, time, watch);
    }

    private void Forget(WatchCut watch) =>
        ImmutableInterlocked.Update(ref _watches, static (watches, removed) => watches.Remove(removed), watch);
}
