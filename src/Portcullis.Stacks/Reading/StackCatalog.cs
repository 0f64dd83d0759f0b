using System.Runtime.CompilerServices;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Reading;

/// <summary>Answers every question about stacks from the stores: no API request, however many stacks there are.</summary>
public sealed class StackCatalog
{
    private readonly StackIndex _index;
    private readonly NodeDirectory _nodes;
    private readonly KubernetesClient _client;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;

    // What an entry amounts to stays the same until one of its objects, its node or the clock says otherwise. Saves
    // a list of a thousand stacks nearly all of its work (bench: list_1000_ms), and its readers theirs: the same
    // stack is the same instance.
    private readonly ConditionalWeakTable<StackEntry, Projected> _projected = [];

    internal StackCatalog(StackIndex index, NodeDirectory nodes, KubernetesClient client, StackSettings settings, TimeProvider time)
    {
        _index = index;
        _nodes = nodes;
        _client = client;
        _settings = settings;
        _time = time;
    }

    /// <summary>Every stack, by id.</summary>
    public IReadOnlyList<Stack> List()
    {
        var now = _time.GetUtcNow();
        var stacks = new List<Stack>();
        foreach (var entry in _index.Entries)
        {
            if (entry.Record is { } record)
            {
                stacks.Add(Project(entry, record, now));
            }
        }

        stacks.Sort((a, b) => string.CompareOrdinal(a.Id.Text, b.Id.Text));
        return stacks;
    }

    /// <summary>The stack as the stores know it; null when they do not.</summary>
    /// <param name="id">The stack.</param>
    public Stack? Find(StackId id) =>
        _index.Find(id) is { Record: { } record } entry ? Project(entry, record, _time.GetUtcNow()) : null;

    /// <summary>The stack, asking the API server before it is said not to exist.</summary>
    /// <remarks>
    /// Callers drop their row for good on a 404, and another replica may have made the stack a moment ago: so only
    /// what would be a 404 costs a request.
    /// </remarks>
    /// <param name="id">The stack.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">No such stack, or the API server is away.</exception>
    public async Task<Stack> GetAsync(StackId id, CancellationToken cancellationToken)
    {
        if (Find(id) is { } stack)
        {
            return stack;
        }

        return await AnswerBudget.SpendAsync(_time, budget => AskAsync(id, budget.Token), cancellationToken);
    }

    /// <summary>What stands of a stack, whatever state it is in; null when there is none.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="ask">Whether to ask the API server even where the stores know it: they may be behind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">Somebody changed it by hand so that it cannot be read.</exception>
    internal async Task<StackRecord?> FindStandingAsync(StackId id, bool ask, CancellationToken cancellationToken)
    {
        if (!ask && _index.Find(id)?.Record is { } known)
        {
            return known;
        }

        var service = await _client.TryGetAsync(ResourceTypes.Services, new(_settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        return service is null ? null : Read(service);
    }

    /// <summary>The stack of a record with the Pod of that very incarnation: the index may be behind the record, or ahead of it.</summary>
    internal async Task<Stack> LookAsync(StackRecord record, CancellationToken cancellationToken)
    {
        var pod = _index.Find(record.Id)?.Pods.FirstOrDefault(pod => StackLabels.IncarnationOf(pod) == record.Incarnation)
            ?? await _client.TryGetAsync(ResourceTypes.Pods, record.PodKey, cancellationToken);
        return Project(record, pod, _time.GetUtcNow());
    }

    /// <summary>Reads a Service of ours.</summary>
    /// <exception cref="StackException">Somebody changed it by hand so that it cannot be read.</exception>
    internal static StackRecord Read(Service service) => StackRecord.TryRead(service, out var record)
        ? record
        : throw new StackException(new(
            ProblemKind.Internal,
            StackReasons.DamagedRecord,
            "the stack's Service was changed by hand and cannot be read any more",
            [new("metadata.annotations", "lacks what Portcullis wrote there", Hint: $"mend Service \"{service.Metadata.Name}\", or delete it")]));

    private async Task<Stack> AskAsync(StackId id, CancellationToken cancellationToken)
    {
        var service = await _client.TryGetAsync(ResourceTypes.Services, new(_settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        if (service is null || !StackLabels.IsOurs(service.Metadata, out _))
        {
            throw NotFound(id.Text);
        }

        var record = Read(service);
        return Project(record, await _client.TryGetAsync(ResourceTypes.Pods, record.PodKey, cancellationToken), _time.GetUtcNow());
    }

    internal static StackException NotFound(string id) =>
        new(new StackProblem(ProblemKind.NotFound, StackReasons.NotFound, $"there is no stack \"{id}\""));

    private Stack Project(StackEntry entry, StackRecord record, DateTimeOffset now)
    {
        var pod = entry.CurrentPod;
        var node = pod?.Spec?.NodeName is { Length: > 0 } name ? _nodes.Find(name) : null;
        if (_projected.TryGetValue(entry, out var known) && ReferenceEquals(known.Node, node) && now < known.Until)
        {
            return known.Stack;
        }

        var stack = Project(record, pod, now);
        var change = StackProjection.NextChange(record, pod, _nodes, _settings);
        _projected.AddOrUpdate(entry, new(stack, node, change > now ? change.Value : DateTimeOffset.MaxValue));
        return stack;
    }

    internal Stack Project(StackRecord record, Pod? pod, DateTimeOffset now) =>
        StackProjection.Of(record, pod, _nodes, now, _settings);

    private sealed record Projected(Stack Stack, Node? Node, DateTimeOffset Until);
}
