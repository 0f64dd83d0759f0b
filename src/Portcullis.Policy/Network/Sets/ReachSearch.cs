using System.Runtime.CompilerServices;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Sets;

/// <summary>Looks for the first source, destination and port that a policy does not stand between.</summary>
internal sealed class ReachSearch(ReachQuestion question, ClusterState state, Census census)
{
    // Below, asking again is cheaper than looking up what was answered.
    private const int WorthRemembering = 4;

    private readonly AddressBlock[] _fromBlocks = [.. question.From.Blocks.Select(AddressBlock.Of)];
    private readonly AddressBlock[] _toBlocks = [.. question.To.Blocks.Select(AddressBlock.Of)];
    private readonly Dictionary<string, NamespaceEntry> _spaces = [];
    private NamespaceEntry? _space;

    // Ends of these families with these policies meet no address of the blocks.
    private readonly HashSet<(IpFamily Families, CompiledPolicy[] Isolating)> _shut = new(ShutComparer.Instance);
    private readonly Dictionary<CompiledPolicy[], bool[]?> _egress = new(PoliciesComparer.Instance);

    /// <summary>Null when there is none. Names are looked up only when there is one: mostly there is not.</summary>
    public Path? Find()
    {
        if (!Exists())
        {
            return null;
        }

        _egress.Clear();
        _shut.Clear();
        return First(PodSets.Named(question.From.Pods, state, census), PodSets.Named(question.To.Pods, state, census));
    }

    /// <summary>Whether there is one.</summary>
    public bool Exists()
    {
        var sources = PodSets.Classes(question.From.Pods, state, census);
        var targets = PodSets.Classes(question.To.Pods, state, census);
        if (sources.Count <= targets.Count)
        {
            sources = Leaving(sources, targets);
            targets = sources.Count == 0 && _fromBlocks.Length == 0 ? [] : Entered(targets, sources);
        }
        else
        {
            targets = Entered(targets, sources);
            sources = targets.Count == 0 && _toBlocks.Length == 0 ? [] : Leaving(sources, targets);
        }

        return First(sources, targets) is not null;
    }

    // Most sources may leave for no target, and most targets may be entered by no source. Those with the same policies are
    // asked about once, and then pairs of the few that are left.
    private List<ClassGroup> Leaving(List<ClassGroup> sources, List<ClassGroup> targets) => targets.Count < WorthRemembering || _toBlocks.Length > 0
        ? sources
        : Passing(sources, targets, Direction.Egress);

    private List<ClassGroup> Entered(List<ClassGroup> targets, List<ClassGroup> sources) => sources.Count < WorthRemembering || _fromBlocks.Length > 0
        ? targets
        : Passing(targets, sources, Direction.Ingress);

    private List<ClassGroup> Passing(List<ClassGroup> own, List<ClassGroup> others, Direction direction)
    {
        var known = new Dictionary<CompiledPolicy[], bool>(PoliciesComparer.Instance);
        return own.FindAll(group =>
        {
            var isolating = FastJudge.Isolating(SideOf(group.Class.Example), direction);
            if (isolating.Length > 0 && !known.TryGetValue(isolating, out var passes))
            {
                passes = others.Exists(other => PortSearch.MayPass(isolating, direction, SideOf(other.Class.Example)));
                known.Add(isolating, passes);
                return passes;
            }

            return isolating.Length == 0 || known[isolating];
        });
    }

    private Path? First(List<ClassGroup> sources, List<ClassGroup> targets)
    {
        Path? best = null;
        foreach (var source in sources)
        {
            // INVARIANT: with names, sources come in the order of their first member, so no later one can beat what is found.
            if (best is not null && (source.Members is null || Compare(source.Members[0], best.From) > 0))
            {
                break;
            }

            if (From(source, targets) is { } found && (best is null || Compare(found.From, best.From) < 0))
            {
                best = found;
            }
        }

        return best ?? FromBlocks(targets);
    }

    private Path? From(in ClassGroup source, List<ClassGroup> targets)
    {
        // Found for the class itself: one of the two is not the first of its class, so others may come before it.
        Path? own = null;
        var from = SideOf(source.Class.Example);
        var mayPass = targets.Count < WorthRemembering ? null : Egress(from, targets);
        if (targets.Count >= WorthRemembering && mayPass is null)
        {
            return ToBlocks(source, from);
        }

        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            if (mayPass?[i] == false || !source.DiffersFrom(target, census))
            {
                continue;
            }

            if (Least(from, SideOf(target.Class.Example), source.Class == target.Class) is { } port)
            {
                var path = Choose(source, target, port);
                if (source.Members is null || source.Class != target.Class)
                {
                    return own is null || Compare(own.From, path.From) > 0 || Compare(own.To, path.To) > 0 ? path : own;
                }

                own = path;
            }
        }

        return own is not null && ReferenceEquals(own.From, source.Members![0]) ? own : ToBlocks(source, from) ?? own;
    }

    // The class's example stands for all of them, and so would meet itself; a stranger of the class is put in its place.
    private ProtocolPort? Least(in Side from, in Side to, bool sameClass) => sameClass
        ? PortSearch.Least(from, to with { Subject = to.Subject.AsAnother() }, question.Ports)
        : PortSearch.Least(from, to, question.Ports);

    private static Path Choose(in ClassGroup source, in ClassGroup target, ProtocolPort port)
    {
        if (source.Members is not { } sources || target.Members is not { } targets)
        {
            return new Path(source.Class.Example, target.Class.Example, port);
        }

        foreach (var from in sources)
        {
            foreach (var to in targets)
            {
                if (!ReferenceEquals(from, to))
                {
                    return new Path(from, to, port);
                }
            }
        }

        throw new InvalidOperationException("two groups differ, but not in their first two members");
    }

    private Path? ToBlocks(in ClassGroup source, in Side from)
    {
        var isolating = FastJudge.Isolating(from, Direction.Egress);
        if (_toBlocks.Length == 0 || _shut.Contains((from.Subject.Families, isolating)))
        {
            return null;
        }

        foreach (var address in AddressSearch.Candidates(_toBlocks, isolating, Direction.Egress))
        {
            if (PortSearch.Least(from, new Side(address, NamespaceEntry.Outside), question.Ports) is { } port)
            {
                return new Path(source.Members?[0] ?? source.Class.Example, address, port);
            }
        }

        _shut.Add((from.Subject.Families, isolating));
        return null;
    }

    private Path? FromBlocks(List<ClassGroup> targets)
    {
        if (_fromBlocks.Length == 0)
        {
            return null;
        }

        Path? best = null;
        _shut.Clear();
        foreach (var target in targets)
        {
            var to = SideOf(target.Class.Example);
            var isolating = FastJudge.Isolating(to, Direction.Ingress);
            if (_shut.Contains((to.Subject.Families, isolating)))
            {
                continue;
            }

            var found = false;
            foreach (var address in AddressSearch.Candidates(_fromBlocks, isolating, Direction.Ingress))
            {
                if (best is not null && Compare(address, best.From) >= 0)
                {
                    found = true;
                    break;
                }

                if (PortSearch.Least(new Side(address, NamespaceEntry.Outside), to, question.Ports) is { } port)
                {
                    best = new Path(address, target.Members?[0] ?? target.Class.Example, port);
                    found = true;
                    break;
                }
            }

            // Ports that go by name are another matter for each target.
            if (!found && !isolating.Any(policy => policy.Ingress.Any(rule => rule.Ports.Any(port => port.Name is not null))))
            {
                _shut.Add((to.Subject.Families, isolating));
            }
        }

        return best;
    }

    // Sources with the same policies leave for the same places, or for none (null); whose families differ may still not
    // meet, which is looked at later.
    private bool[]? Egress(in Side from, List<ClassGroup> targets)
    {
        var isolating = FastJudge.Isolating(from, Direction.Egress);
        if (!_egress.TryGetValue(isolating, out var mayPass))
        {
            mayPass = new bool[targets.Count];
            for (var i = 0; i < mayPass.Length; i++)
            {
                mayPass[i] = PortSearch.MayPass(isolating, Direction.Egress, SideOf(targets[i].Class.Example));
            }

            mayPass = mayPass.Contains(true) ? mayPass : null;
            _egress.Add(isolating, mayPass);
        }

        return mayPass;
    }

    private Side SideOf(Subject pod)
    {
        // Classes come by namespace, so it mostly is the last one's.
        if (_space?.Name != pod.Namespace && !_spaces.TryGetValue(pod.Namespace, out _space))
        {
            _spaces.Add(pod.Namespace, _space = state.Space(pod.Namespace));
        }

        return new Side(pod, _space);
    }

    private static int Compare(Subject left, Subject right) => (left.Kind, right.Kind) switch
    {
        (SubjectKind.Pod, SubjectKind.Pod) => NameOrder.Instance.Compare(PodSets.NameOf(left), PodSets.NameOf(right)),
        (SubjectKind.Pod, _) => -1,
        (_, SubjectKind.Pod) => 1,
        _ => (left.Addresses[0].Family, left.Addresses[0].Bits).CompareTo((right.Addresses[0].Family, right.Addresses[0].Bits)),
    };

    /// <summary>What was found.</summary>
    internal sealed record Path(Subject From, Subject To, ProtocolPort Port);

    private sealed class ShutComparer : IEqualityComparer<(IpFamily Families, CompiledPolicy[] Isolating)>
    {
        public static ShutComparer Instance { get; } = new();

        public bool Equals((IpFamily Families, CompiledPolicy[] Isolating) x, (IpFamily Families, CompiledPolicy[] Isolating) y) =>
            x.Families == y.Families && PoliciesComparer.Instance.Equals(x.Isolating, y.Isolating);

        public int GetHashCode((IpFamily Families, CompiledPolicy[] Isolating) end) => HashCode.Combine(end.Families, PoliciesComparer.Instance.GetHashCode(end.Isolating));
    }

    private sealed class PoliciesComparer : IEqualityComparer<CompiledPolicy[]>
    {
        public static PoliciesComparer Instance { get; } = new();

        // By identity: whoever asks twice has the same objects.
        public bool Equals(CompiledPolicy[]? x, CompiledPolicy[]? y)
        {
            if (x is null || y is null || x.Length != y.Length)
            {
                return x == y;
            }

            for (var i = 0; i < x.Length; i++)
            {
                if (!ReferenceEquals(x[i], y[i]))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(CompiledPolicy[] policies)
        {
            var hash = new HashCode();
            foreach (var policy in policies)
            {
                hash.Add(RuntimeHelpers.GetHashCode(policy));
            }

            return hash.ToHashCode();
        }
    }
}
