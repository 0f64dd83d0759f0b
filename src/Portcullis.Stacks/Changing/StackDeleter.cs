namespace Portcullis.Stacks;

/// <summary>Deletes stacks because callers say so.</summary>
public sealed class StackDeleter
{
    private readonly StackRemover _remover;

    internal StackDeleter(StackRemover remover) => _remover = remover;

    /// <summary>Deletes a stack. Its ports are free when this returns; its processes end within a second or so.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StackException">No such stack, or the cluster does not let us: then nothing is forgotten.</exception>
    public async Task DeleteAsync(StackId id, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _remover.DeleteAsync(id, cancellationToken))
            {
                throw StackCatalog.NotFound(id.Text);
            }
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
        {
            throw new StackException(problem, error);
        }
    }
}
