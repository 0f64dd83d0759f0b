using System.Text.Json.Nodes;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Gives stacks more time.</summary>
public sealed class StackRenewer
{
    private const int Attempts = 5;

    private readonly StackParts _parts;

    internal StackRenewer(StackParts parts) => _parts = parts;

    /// <summary>Moves a stack's end to now + <paramref name="ttl"/>, or its longest life if that is earlier.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="ttl">How long from now; null for <see cref="StackSettings.Ttl"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">No such stack, the time is out of bounds, or the cluster does not let us.</exception>
    public async Task<Stack> RenewAsync(StackId id, TimeSpan? ttl, CancellationToken cancellationToken)
    {
        var wished = ttl ?? _parts.Settings.Ttl;
        if (StackLifetimes.Check(wished, _parts.Settings) is { } problem)
        {
            throw new StackException(new(ProblemKind.BadRequest, StackReasons.InvalidRequest, $"{problem.Path}: {problem.Message}", [problem]));
        }

        return await AnswerBudget.SpendAsync(
            _parts.Time,
            budget => StackChanges.RepeatAsync(_parts, id, Attempts, budget, async stack =>
            {
                var now = _parts.Time.GetUtcNow();
                var patch = StackChanges.Annotate(stack.Record.Service, new JsonObject
                {
                    [StackKeys.ExpiresAt] = Rfc3339.Micros(StackLifetimes.Renewed(stack.Record, wished, now, _parts.Settings)),
                    [StackKeys.UpdatedAt] = Rfc3339.Micros(now),
                });
                return await _parts.Client.MergePatchAsync(ResourceTypes.Services, stack.Record.ServiceKey, patch, null, budget.Token);
            }),
            cancellationToken);
    }
}
