using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Creating;

/// <summary>The time within which a caller is answered, whatever the cluster does: callers give up after 5 s.</summary>
internal sealed class AnswerBudget : IDisposable
{
    public static readonly TimeSpan Whole = TimeSpan.FromSeconds(4);

    // What is kept for the answer itself after waiting in vain.
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _callerGone;

    /// <param name="time">The clock.</param>
    /// <param name="callerGone">Ends the budget at once, for work that nobody else will ask for.</param>
    public AnswerBudget(TimeProvider time, CancellationToken callerGone)
    {
        _time = time;
        _start = time.GetTimestamp();
        _callerGone = callerGone;
        _deadline = new CancellationTokenSource(Whole, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, callerGone);
    }

    public CancellationToken Token => _linked.Token;

    public bool IsOver => _linked.IsCancellationRequested;

    /// <summary>True when there is somebody to tell that the time is up.</summary>
    public bool RanOut => _deadline.IsCancellationRequested && !_callerGone.IsCancellationRequested;

    public TimeSpan Left => TimeSpan.FromTicks(Math.Max(0, (Whole - _time.GetElapsedTime(_start)).Ticks));

    /// <summary>What may be spent on waiting for something that the answer can do without.</summary>
    public TimeSpan LeftForWaiting => Left > AnswerMargin ? Left - AnswerMargin : TimeSpan.Zero;

    /// <summary>Does something within a budget of its own, and says what came in between as a problem.</summary>
    /// <exception cref="StackException">The cluster refused, or did not answer in time.</exception>
    public static async Task<T> SpendAsync<T>(TimeProvider time, Func<AnswerBudget, Task<T>> action, CancellationToken callerGone)
    {
        using var budget = new AnswerBudget(time, callerGone);
        try
        {
            return await action(budget);
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
        {
            throw new StackException(problem, error);
        }
        catch (OperationCanceledException error) when (budget.RanOut)
        {
            throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "the cluster did not answer in time"), error);
        }
    }

    public void Dispose()
    {
        _linked.Dispose();
        _deadline.Dispose();
    }
}
