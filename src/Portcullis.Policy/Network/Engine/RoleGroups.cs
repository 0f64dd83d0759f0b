using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Classes that the same policies isolate in a direction: what these allow is worked out once for all of them.</summary>
internal sealed class RoleGroups
{
    private readonly List<RoleGroup> _groups = [];

    public RoleGroups(PodClass[] classes, Direction direction, ClusterState state, Vocabulary vocabulary)
    {
        GroupOf = new int[classes.Length];
        var known = new Dictionary<GroupKey, int>();
        var (name, space) = ((string?)null, NamespaceEntry.Outside);
        foreach (var (index, @class) in classes.Index())
        {
            if (@class.Code.Namespace != name)
            {
                (name, space) = (@class.Code.Namespace, state.Space(@class.Code.Namespace));
            }

            var policies = space.Policies.Selecting(@class.Example).Isolating(direction);
            NamedPort[] ports = direction == Direction.Ingress ? [.. @class.Example.NamedPorts.Where(port => vocabulary.FindPortName(port.Name) is not null)] : [];
            var key = new GroupKey(policies, ports);
            if (!known.TryGetValue(key, out var group))
            {
                known.Add(key, group = _groups.Count);
                _groups.Add(new RoleGroup(policies, @class.Example));
            }

            GroupOf[index] = group;
        }
    }

    /// <summary>The group of each class.</summary>
    public int[] GroupOf { get; }

    public IReadOnlyList<RoleGroup> Groups => _groups;

    /// <summary>Puts the classes so that those of one group stand together, and the numbers with them.</summary>
    public void Gather(PodClass[] classes) => Array.Sort(GroupOf, classes);

    private readonly record struct GroupKey(CompiledPolicy[] Policies, NamedPort[] Ports)
    {
        public bool Equals(GroupKey other) => Policies.AsSpan().SequenceEqual(other.Policies) && Ports.AsSpan().SequenceEqual(other.Ports);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var policy in Policies)
            {
                hash.Add(policy);
            }

            foreach (var port in Ports)
            {
                hash.Add(port);
            }

            return hash.ToHashCode();
        }
    }
}
