using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Deletes stacks because callers say so.</summary>
public sealed class StackDeleter
{
    private readonly StackRemover _remover;
    private readonly TimeProvider _time;

    internal StackDeleter(StackRemover remover, TimeProvider time)
    {
        _remover = remover;
        _time = time;
    }

    /// <summary>Deletes a stack. Its ports are free when this returns; its processes end within a second or so.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StackException">No such stack, or the cluster does not let us: then nothing is forgotten.</exception>
    public async Task DeleteAsync(StackId id, CancellationToken cancellationToken)
    {
        if (!await AnswerBudget.SpendAsync(_time, budget => _remover.DeleteAsync(id, budget.Token), cancellationToken))
        {
            throw StackCatalog.NotFound(id.Text);
        }
    }
}
