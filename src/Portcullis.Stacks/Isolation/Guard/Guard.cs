using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>
/// Judges whether stacks are isolated, again whenever something changes. Pure logic: objects in, statements out. What is
/// proven of a kind of pod stays so when one more of that kind comes, so that most changes cost next to nothing.
/// </summary>
/// <remarks>Not for several threads.</remarks>
internal sealed class Guard
{
    private readonly GuardModel _model;
    private readonly StackAccess _access;
    private readonly JudgedKinds _judged;
    private readonly HashSet<NamespacedName> _touched = [];
    private HashSet<string> _witnesses = [];
    private HashSet<string> _depthWitnesses = [];
    private IReadOnlyList<IsolationStatement> _paths = [];
    private IsolationStatement? _depth;
    private bool _depthIsStale;
    private IReadOnlyList<IsolationWitness> _ofPolicies = [];
    private bool? _reachNewcomers;
    private bool _isStale = true;

    /// <param name="stacks">How stacks are made.</param>
    /// <param name="settings">What the operator knows better.</param>
    /// <param name="isLive">Whether the objects are a living cluster's, in which a pod without an address cannot be spoken to yet.</param>
    public Guard(StackSettings stacks, IsolationSettings settings, bool isLive)
    {
        _model = new(stacks, settings, isLive);
        _access = new(stacks);
        _judged = new(stacks.Namespace);
    }

    /// <summary>The pods that stand for stacks still to be made.</summary>
    public IReadOnlyCollection<Pod> Newcomers => _model.NewcomerPods;

    public void Put(Pod pod)
    {
        var name = NamespacedName.Of(pod.Metadata);
        LookAgainIfOpen(name);
        var hadInternet = _model.HasInternetStacks;
        _model.Put(pod);
        _isStale |= hadInternet != _model.HasInternetStacks;
        _touched.Add(name);
        _isStale |= _model.Pods.ContainsKey(name) && !_judged.Cover(_model.Network, name);
    }

    public void RemovePod(NamespacedName name)
    {
        LookAgainIfOpen(name);
        var hadInternet = _model.HasInternetStacks;
        _model.RemovePod(name);
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

    /// <summary>A Service of the stack namespace; those of others are known by their addresses.</summary>
    public void Put(Service service)
    {
        _access.Put(service);
        if (!_isStale)
        {
            _access.JudgeService(_model.View(), NamespacedName.Of(service.Metadata));
        }
    }

    /// <summary>A Service of the stack namespace that went.</summary>
    public void RemoveService(NamespacedName name) => _access.Remove(name);

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
    public void Know(OverridingObjects overriding) => _model.Overriding = overriding;

    /// <summary>What can be said now: S1 to S7, in order.</summary>
    public IReadOnlyList<IsolationStatement> Judge()
    {
        if (_isStale)
        {
            _model.Renew();
        }

        var view = _model.View();
        if (view.Network.Problems.Count > 0)
        {
            return Unanswerable([.. view.Network.Problems.Select(problem => problem.ToString())], view);
        }

        if (_isStale)
        {
            JudgeAnew(view);
        }
        else
        {
            foreach (var pod in _touched)
            {
                _access.Judge(view, pod);
            }
        }

        _touched.Clear();
        var (s1, s2, s3, s6) = (_paths[0], _paths[1], _paths[2], _paths[3]);
        return [s1, s2, s3, PlayersReach.Judge(view, _reachNewcomers, _access.Unreachable, _access.Strays), _depth!, s6, PoliciesHold.Judge(view, _ofPolicies)];
    }

    /// <summary>
    /// Judges S5 anew where it may have changed. It costs more than the others together and stops nobody, so that
    /// <see cref="Judge"/> gives what was judged last.
    /// </summary>
    /// <returns>Whether it was judged; then <see cref="Judge"/> gives it.</returns>
    public bool JudgeDepth()
    {
        if (!_depthIsStale || _isStale || _model.Network.Problems.Count > 0)
        {
            return false;
        }

        _depth = Depth.Judge(_model.View());
        _depthIsStale = false;
        _depthWitnesses = Ends([_depth]);
        return true;
    }

    /// <summary>What the statements rest on.</summary>
    public IReadOnlyList<IsolationInput> Inputs() => GuardInputs.Of(_model.View());

    /// <summary>Looks at a pod before it is made: which of S1 to S3 would it open?</summary>
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

        var view = _model.View() with { Network = network };
        return [.. new[] { NoOtherPod.Judge(view), NoOtherStack.Judge(view), NoProtectedAddress.Judge(view) }.Where(statement => statement.Verdict == IsolationVerdict.Open)];
    }

    private void JudgeAnew(GuardView view)
    {
        _paths = [NoOtherPod.Judge(view), NoOtherStack.Judge(view), NoProtectedAddress.Judge(view), NobodyElse.Judge(view)];
        _depthIsStale = true;
        _ofPolicies = PoliciesHold.OfPolicies(view);
        _reachNewcomers = PlayersReach.ReachNewcomers(view, [.. Stacks.Newcomers.OfEachEgress(_model.Newcomers)]);
        _access.JudgeAll(view);
        _witnesses = Ends(_paths);
        _judged.Reset(view.Network, _model.Pods.Keys.Concat(_model.Newcomers));
        _isStale = false;
        if (_depth is null)
        {
            JudgeDepth();
        }
    }

    private static HashSet<string> Ends(IEnumerable<IsolationStatement> statements) =>
        [.. statements.SelectMany(statement => statement.Witnesses).SelectMany(witness => (string?[])[witness.From, witness.To]).OfType<string>()];

    // A way through is gone with the pod that it began or ended at, and is there otherwise as long as nothing else
    // changes. What lists pods lists those on their node's network.
    private void LookAgainIfOpen(NamespacedName pod)
    {
        _isStale |= _witnesses.Contains(pod.ToString()) || _model.Pods.GetValueOrDefault(pod)?.Spec?.HostNetwork == true;
        _depthIsStale |= _depthWitnesses.Contains(pod.ToString());
    }

    private static IsolationStatement[] Unanswerable(IReadOnlyList<string> reasons, GuardView view)
    {
        return
        [
            .. from id in (string[])[NoOtherPod.Id, NoOtherStack.Id, NoProtectedAddress.Id, PlayersReach.Id, Depth.Id, NobodyElse.Id]
               select IsolationStatement.Of(id, "nothing can be said while an object is invalid", [], reasons) with { IsAdvisory = id == Depth.Id },
            PoliciesHold.Judge(view, PoliciesHold.OfPolicies(view)),
        ];
    }
}
