using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// Judges whether stacks are isolated, again whenever something changes. Pure logic: objects in, statements out. What is
/// proven of a kind of pod stays so when one more of that kind comes, so that most changes cost next to nothing.
/// </summary>
/// <remarks>Not for several threads.</remarks>
internal sealed class Guard
{
    private readonly GuardModel _model;
    private readonly IReadOnlyList<GuardStatement> _statements;
    private readonly Dictionary<string, IsolationStatement> _judgedBefore = new(StringComparer.Ordinal);
    private readonly JudgedKinds _judged;
    private readonly string _stackNamespace;
    private readonly JudgedKinds _judgedLater;
    private readonly HashSet<NamespacedName> _touched = [];
    private HashSet<string> _witnesses = [];
    private HashSet<string> _deferredWitnesses = [];
    private bool _deferredIsStale;
    private bool _isStale = true;

    /// <param name="stacks">How stacks are made.</param>
    /// <param name="settings">What the operator knows better.</param>
    /// <param name="isLive">Whether the objects are a living cluster's, in which a pod without an address cannot be spoken to yet.</param>
    /// <param name="sandboxes">Somebody else's pods that are judged once, in place of the stacks of this service; null for these.</param>
    public Guard(StackSettings stacks, IsolationSettings settings, bool isLive, Sandboxes? sandboxes = null)
    {
        _model = new(stacks, settings, isLive, sandboxes);
        _statements = [.. GuardStatements.All.Where(statement => !isLive || statement.When != JudgingTime.ByFeeling)];
        _judged = new(stacks.Namespace);
        _stackNamespace = stacks.Namespace;
        _judgedLater = new(stacks.Namespace);
    }

    /// <summary>The pods that stand for stacks still to be made.</summary>
    public IReadOnlyCollection<Pod> Newcomers => _model.NewcomerPods;

    /// <summary>Those of them that are refused for what they could do to others; they count where nobody is refused.</summary>
    public IReadOnlyCollection<Pod> Refusable => _model.Refusable;

    public void Put(Pod pod)
    {
        var name = NamespacedName.Of(pod.Metadata);
        LookAgainIfOpen(name);
        var hadInternet = _model.HasInternetStacks;
        var elsewhere = _model.NetworkOf(name);
        _model.Put(pod);
        if (name.Namespace == _stackNamespace)
        {
            Access.Put(pod);
        }

        _isStale |= hadInternet != _model.HasInternetStacks || elsewhere != _model.NetworkOf(name);
        _touched.Add(name);
        if (_model.Pods.ContainsKey(name))
        {
            _isStale |= !_judged.Cover(_model.Network, name);

            // It may have been judged once more since then, when nobody of that kind was there.
            _deferredIsStale |= !_judgedLater.Cover(_model.Network, name);
        }
    }

    public void RemovePod(NamespacedName name)
    {
        LookAgainIfOpen(name);
        var hadInternet = _model.HasInternetStacks;
        _isStale |= _model.NetworkOf(name) is not null || IsOverridden(name.Namespace);
        _model.RemovePod(name);
        Access.RemovePod(name);
        _isStale |= hadInternet != _model.HasInternetStacks;
        _touched.Add(name);
    }

    public void Put(NetworkPolicy policy)
    {
        _model.Put(policy);
        _isStale = true;
    }

    public void RemovePolicy(NamespacedName name)
    {
        _model.RemovePolicy(name);
        _isStale = true;
    }

    public void Put(Namespace space)
    {
        _model.Put(space);
        _isStale = true;
    }

    public void RemoveNamespace(string name)
    {
        _model.RemoveNamespace(name);
        _isStale = true;
    }

    /// <summary>A Service of the stack namespace; those of others are known by their addresses. Of somebody else's sandboxes every Service.</summary>
    public void Put(Service service)
    {
        if (_model.IsForeign)
        {
            _model.Put(service);
            _isStale = true;
            return;
        }

        Access.Put(service);
        if (!_isStale)
        {
            Access.JudgeService(_model.View(), NamespacedName.Of(service.Metadata));
        }
    }

    /// <summary>A Service of the stack namespace that went.</summary>
    public void RemoveService(NamespacedName name) => Access.Remove(name);

    /// <summary>Where everything in the cluster is.</summary>
    public void Know(ClusterAddresses addresses)
    {
        if (addresses != _model.Addresses)
        {
            _model.Know(addresses);
            _isStale = true;
        }
    }

    /// <summary>What overrides policies.</summary>
    public void Know(OverridingObjects overriding)
    {
        _isStale |= !overriding.SaysTheSameAs(_model.Overriding);
        _model.Overriding = overriding;
    }

    /// <summary>What can be said now: every statement that objects tell of, in order.</summary>
    public IReadOnlyList<IsolationStatement> Judge()
    {
        if (_isStale)
        {
            _model.Renew();
        }

        var view = _model.View();
        if (view.Network.Problems.Count > 0)
        {
            return [.. _statements.Select(statement => statement.Of(view))];
        }

        if (_isStale)
        {
            JudgeAnew(view);
        }
        else
        {
            foreach (var pod in _touched)
            {
                Access.Judge(view, pod);
            }
        }

        _touched.Clear();
        return [.. _statements.Select(statement => _judgedBefore.GetValueOrDefault(statement.Id) ?? statement.Of(view))];
    }

    /// <summary>
    /// Judges what is deferred, where it may have changed. It costs more than all else together and stops nobody, so that
    /// <see cref="Judge"/> gives what was judged last.
    /// </summary>
    /// <returns>Whether it was judged; then <see cref="Judge"/> gives it.</returns>
    public bool JudgeDepth()
    {
        if (!_deferredIsStale || _isStale || _model.Network.Problems.Count > 0)
        {
            return false;
        }

        var view = _model.View();
        var deferred = Keep(view, JudgingTime.Later);
        _deferredIsStale = false;
        _judgedLater.Reset(view.Network, _model.Pods.Keys.Concat(_model.Newcomers));
        _deferredWitnesses = Ends(deferred);
        NoteRefusals(view);
        return true;
    }

    /// <summary>What the statements rest on.</summary>
    public IReadOnlyList<IsolationInput> Inputs() => GuardInputs.Of(_model.View());

    /// <summary>Which pods are judged, in words; null where it is the stacks of this service.</summary>
    public string? Judged() => GuardInputs.Judged(_model.View());

    /// <summary>Looks at a pod before it is made: which statements that stop stacks would it open?</summary>
    /// <param name="pod">The pod, still without an address.</param>
    /// <returns>Those that are open once it is there; none for a pod of a kind that was judged.</returns>
    public IReadOnlyList<IsolationStatement> Foresee(Pod pod)
    {
        var candidates = _model.Candidates(pod);
        var network = candidates.Aggregate(_model.Network, (network, candidate) => network.With(candidate));
        if (_isStale || network.Problems.Count > 0 || candidates.All(candidate => _judged.Cover(network, NamespacedName.Of(candidate.Metadata))))
        {
            return [];
        }

        return Open(_model.View() with { Network = network });
    }

    private StackAccess Access => _model.Access;

    private void JudgeAnew(GuardView view)
    {
        view.Settled.Clear();
        Access.JudgeAll(view);
        _witnesses = Ends(Keep(view, JudgingTime.WithPolicies));
        _judged.Reset(view.Network, _model.Pods.Keys.Concat(_model.Newcomers));
        _isStale = false;
        _deferredIsStale = true;

        // What was deferred is as it was until it is judged again; what was never judged cannot be.
        if (_statements.Any(statement => statement.When == JudgingTime.Later && !_judgedBefore.ContainsKey(statement.Id)))
        {
            JudgeDepth();
        }
    }

    private List<IsolationStatement> Keep(GuardView view, JudgingTime when)
    {
        var all = _model.Refusable.Count == 0 && _model.UntriedLabels.Count == 0 ? view : WithRefusable(view);
        List<IsolationStatement> judged = [.. _statements.Where(statement => statement.When == when).Select(statement => statement.Of(statement.StopsCreates ? view : all))];
        judged.ForEach(statement => _judgedBefore[statement.Id] = statement);
        return judged;
    }

    private static IReadOnlyList<IsolationStatement> Open(GuardView view) =>
        [.. GuardStatements.All.Where(statement => statement is { StopsCreates: true, When: JudgingTime.WithPolicies }).Select(statement => statement.Of(view)).Where(statement => statement.Verdict == IsolationVerdict.Open)];

    // A stack that a policy of somebody's makes an exception is refused before it is made: that is worth a word, and no stop.
    private void NoteRefusals(GuardView view)
    {
        if (_model.Refusable.Count == 0)
        {
            return;
        }

        foreach (var open in Open(WithRefusable(view)))
        {
            if (_judgedBefore[open.Id] is { Verdict: not IsolationVerdict.Open } held)
            {
                _judgedBefore[open.Id] = held with { Notes = [.. held.Notes, $"a stack with labels that policies make an exception of is refused: {open.Witnesses[0].Text[0]}"] };
            }
        }
    }

    // By what stops no create nobody is refused: it has to hold for them as well.
    private GuardView WithRefusable(GuardView view) => view with
    {
        Network = _model.Refusable.Aggregate(view.Network, (network, pod) => network.With(pod)),
        UntriedLabels = _model.UntriedLabels,
    };

    private static HashSet<string> Ends(IEnumerable<IsolationStatement> statements) =>
        [.. statements.SelectMany(statement => statement.Witnesses).SelectMany(witness => (string?[])[witness.From, witness.To]).OfType<string>()];

    // Where nobody is left, there is nobody whom somebody else's policies could let through.
    private bool IsOverridden(string space) => _model.Overriding.Objects.Any(found => found.ActsIn == space)
        && _judgedBefore.GetValueOrDefault(NothingOverrides.Id)?.Verdict == IsolationVerdict.Incomplete;

    // A way through is gone with the pod that it began or ended at, and is there otherwise as long as nothing else
    // changes. What lists pods lists those on their node's network.
    private void LookAgainIfOpen(NamespacedName pod)
    {
        _isStale |= _witnesses.Contains(pod.ToString()) || _model.Pods.GetValueOrDefault(pod)?.Spec?.HostNetwork == true;
        _deferredIsStale |= _deferredWitnesses.Contains(pod.ToString());
    }
}
