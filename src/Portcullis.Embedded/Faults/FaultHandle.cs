namespace Portcullis.Embedded.Faults;

/// <summary>A rule at work; disposing it ends it. Thread-safe.</summary>
public sealed class FaultHandle : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FaultInjector _owner;
    private readonly Random _random;
    private int _seen;
    private int _hits;

    internal FaultHandle(FaultInjector owner, FaultRule rule)
    {
        _owner = owner;
        Rule = rule;
#pragma warning disable CA5394 // Draws of a test must be repeatable, not secret.
        _random = new Random(rule.Seed);
#pragma warning restore CA5394
    }

    /// <summary>The rule.</summary>
    public FaultRule Rule { get; }

    /// <summary>How many requests went wrong by it so far.</summary>
    public int Hits
    {
        get
        {
            lock (_gate)
            {
                return _hits;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owner.Remove(this);

    internal bool Strikes(RequestAttempt attempt)
    {
        if ((Rule.Verb is not null && Rule.Verb != attempt.Verb)
            || (Rule.Resource is not null && Rule.Resource != attempt.Resource)
            || (Rule.Subresource is not null && Rule.Subresource != attempt.Subresource)
            || (Rule.NamePrefix is not null && !attempt.Name.StartsWith(Rule.NamePrefix, StringComparison.Ordinal)))
        {
            return false;
        }

        lock (_gate)
        {
            if (_seen++ < Rule.After || _hits >= Rule.Times || _random.NextDouble() >= Rule.Probability)
            {
                return false;
            }

            _hits++;
            return true;
        }
    }
}
