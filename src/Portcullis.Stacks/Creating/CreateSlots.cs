using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Creating;

/// <summary>Lets so many creates run at once as <see cref="StackSettings.MaxConcurrentCreates"/> says; the rest wait their turn.</summary>
internal sealed class CreateSlots(StackSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(settings.MaxConcurrentCreates);

    /// <summary>Takes a slot; disposing the answer gives it back.</summary>
    /// <exception cref="StackException">None came free within the budget.</exception>
    /// <exception cref="OperationCanceledException">The budget is over.</exception>
    public async Task<IDisposable> TakeAsync(AnswerBudget budget) => await _slots.WaitAsync(budget.Left, budget.Token)
        ? new Slot(_slots)
        : throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "too many stacks are being created right now"));

    public void Dispose() => _slots.Dispose();

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                slots.Release();
            }
        }
    }
}
