using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Gives stacks more time.</summary>
public sealed class StackRenewer
{
    private readonly StackChanges _changes;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;

    internal StackRenewer(StackChanges changes, StackSettings settings, TimeProvider time)
    {
        _changes = changes;
        _settings = settings;
        _time = time;
    }

    /// <summary>Moves a stack's end to now + <paramref name="ttl"/>, or its longest life if that is earlier.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="ttl">How long from now; null for <see cref="StackSettings.Ttl"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">No such stack, the time is out of bounds, or the cluster does not let us.</exception>
    public async Task<Stack> RenewAsync(StackId id, TimeSpan? ttl, CancellationToken cancellationToken)
    {
        var wished = ttl ?? _settings.Ttl;
        if (StackLifetimes.Check(wished, _settings) is { } problem)
        {
            throw InvalidInput.OfRequest([problem]);
        }

        return await AnswerBudget.SpendAsync(
            _time,
            budget => _changes.RepeatAsync(id, budget, stack =>
            {
                var now = _time.GetUtcNow();
                return _changes.ExpireAsync(stack.Record, StackLifetimes.Renewed(stack.Record, wished, now, _settings), now, budget.Token);
            }),
            cancellationToken);
    }
}
