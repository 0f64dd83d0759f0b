using Portcullis.Policy.Network.Answers;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The living classes in a row, and which of them each selector, peer and port name means, as bits. Made on first need; rows per port come from it.</summary>
/// <remarks>Not safe for many threads: <see cref="NetworkSnapshot"/> lets one at a time in.</remarks>
internal sealed class ReachIndex
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<PodClass, int> _indexes = [];
    private readonly PeerSets _peers;
    private readonly Dictionary<(string Name, ProtocolPort Port), ulong[]> _named = [];

    public ReachIndex(Census census, ClusterState state)
    {
        _vocabulary = census.Table.Vocabulary;
        // By who lets them be reached: rows are turned by squares, and neighbours alike are turned at once.
        Classes = [.. census.Classes.OrderBy(@class => @class.Code.Namespace, StringComparer.Ordinal)];
        Ingress = new RoleGroups(Classes, Direction.Ingress, state, _vocabulary);
        Ingress.Gather(Classes);
        Everything = Bits.Full(Classes.Length);
        foreach (var (index, @class) in Classes.Index())
        {
            _indexes.Add(@class, index);
            foreach (var named in @class.Example.NamedPorts)
            {
                if (_vocabulary.FindPortName(named.Name) is not null)
                {
                    Bits.Set(BitsOf(_named, (named.Name, named.Port)), index);
                }
            }
        }

        _peers = new PeerSets(Classes, _vocabulary, state);
        Egress = new RoleGroups(Classes, Direction.Egress, state, _vocabulary);
    }

    public PodClass[] Classes { get; }

    public int Words => Everything.Length;

    public ulong[] Everything { get; }

    /// <summary>Sources by the policies that isolate them.</summary>
    public RoleGroups Egress { get; }

    /// <summary>Destinations by the policies that isolate them, and by what they call their ports.</summary>
    public RoleGroups Ingress { get; }

    /// <summary>The row of a class; -1 when it was not alive when this was made.</summary>
    public int IndexOf(PodClass @class) => _indexes.GetValueOrDefault(@class, -1);

    public bool Knows(PodClass @class) => _indexes.ContainsKey(@class);

    public ulong[] PeersOf(CompiledPeer peer) => _peers.Of(peer);

    /// <summary>The classes that call the port by the name; null when none does.</summary>
    public ulong[]? Naming(string name, ProtocolPort port) => _named.GetValueOrDefault((name, port));

    private ulong[] BitsOf<TKey>(Dictionary<TKey, ulong[]> map, TKey key)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var bits))
        {
            map.Add(key, bits = new ulong[Words]);
        }

        return bits;
    }
}
