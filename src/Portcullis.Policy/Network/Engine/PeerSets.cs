using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The classes that peers mean, each selector worked out once, from an index of the labels.</summary>
internal sealed class PeerSets
{
    private readonly PodClass[] _classes;
    private readonly Vocabulary _vocabulary;
    private readonly ClusterState _state;
    private readonly int _words;
    private readonly ulong[]?[] _withKey;
    private readonly ulong[]?[] _withValue;
    private readonly ulong[]?[] _inBlock;
    private readonly Dictionary<string, ulong[]> _inNamespace = [];
    private readonly Dictionary<string, ulong[]> _bySelector = [];
    private readonly Dictionary<string, ulong[]> _byNamespaces = [];
    private readonly Dictionary<(string? Space, string? Spaces, string? Pods), ulong[]> _peers = [];

    public PeerSets(PodClass[] classes, Vocabulary vocabulary, ClusterState state)
    {
        _classes = classes;
        _vocabulary = vocabulary;
        _state = state;
        _words = Bits.Words(classes.Length);
        _withKey = new ulong[]?[vocabulary.KeyCount];
        _withValue = new ulong[]?[vocabulary.ValueCount];
        _inBlock = new ulong[]?[vocabulary.BlockCount];
        foreach (var (index, @class) in classes.Index())
        {
            Add(index, @class.Code);
        }
    }

    private ulong[] Nobody => field ??= new ulong[_words];

    public ulong[] Of(CompiledPeer peer)
    {
        if (peer.Block is { } block)
        {
            return _inBlock[_vocabulary.IndexOf(block)] ?? Nobody;
        }

        var key = (peer.Namespaces is null ? peer.PolicyNamespace : null, peer.Namespaces?.Text, peer.Pods?.Text);
        if (!_peers.TryGetValue(key, out var bits))
        {
            var spaces = peer.Namespaces is null ? _inNamespace.GetValueOrDefault(peer.PolicyNamespace) ?? Nobody : InNamespaces(peer.Namespaces);
            _peers.Add(key, bits = peer.Pods is null ? spaces : Bits.Both(spaces, Matching(peer.Pods)));
        }

        return bits;
    }

    private void Add(int index, ClassCode code)
    {
        if (!_inNamespace.TryGetValue(code.Namespace, out var bits))
        {
            _inNamespace.Add(code.Namespace, bits = new ulong[_words]);
        }

        Bits.Set(bits, index);
        foreach (var (key, value) in code.Labels)
        {
            Bits.Set(_withKey[key] ??= new ulong[_words], index);
            if (value != Vocabulary.OtherValue)
            {
                Bits.Set(_withValue[value] ??= new ulong[_words], index);
            }
        }

        AddBlocks(index, code, IpFamily.V4);
        AddBlocks(index, code, IpFamily.V6);
    }

    private void AddBlocks(int index, ClassCode code, IpFamily family)
    {
        if ((code.Families & family) != 0)
        {
            foreach (var block in _vocabulary.BlocksOf(family, code.Atom(family)))
            {
                Bits.Set(_inBlock[block] ??= new ulong[_words], index);
            }
        }
    }

    private ulong[] InNamespaces(CompiledSelector selector)
    {
        if (!_byNamespaces.TryGetValue(selector.Text, out var bits))
        {
            bits = new ulong[_words];
            foreach (var (name, within) in _inNamespace)
            {
                if (selector.Matches(_state.Space(name).Labels))
                {
                    Bits.Or(bits, within);
                }
            }

            _byNamespaces.Add(selector.Text, bits);
        }

        return bits;
    }

    private ulong[] Matching(CompiledSelector selector)
    {
        if (!_bySelector.TryGetValue(selector.Text, out var bits))
        {
            bits = Bits.Full(_classes.Length);
            foreach (var requirement in selector.Matcher.Requirements)
            {
                Restrict(bits, requirement);
            }

            _bySelector.Add(selector.Text, bits);
        }

        return bits;
    }

    private void Restrict(ulong[] bits, Model.Selectors.LabelRequirement requirement)
    {
        var key = _vocabulary.FindKey(requirement.Key);
        switch (requirement.Operator)
        {
            case Model.Selectors.LabelOperator.Exists:
                Bits.And(bits, WithKey(key));
                break;
            case Model.Selectors.LabelOperator.DoesNotExist:
                Bits.AndNot(bits, WithKey(key));
                break;
            case Model.Selectors.LabelOperator.NotIn:
                Bits.AndNot(bits, WithAny(key, requirement.Values));
                break;
            default:
                Bits.And(bits, WithAny(key, requirement.Values));
                break;
        }
    }

    // INVARIANT: the vocabulary covers every policy of the snapshot, so key and values are known; what no class has is nobody's.
    private ulong[] WithKey(Vocabulary.Key? key) => _withKey[key!.Id] ?? Nobody;

    private ulong[] WithAny(Vocabulary.Key? key, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            return _withValue[key!.Values[values[0]]] ?? Nobody;
        }

        var any = new ulong[_words];
        foreach (var value in values)
        {
            if (_withValue[key!.Values[value]] is { } with)
            {
                Bits.Or(any, with);
            }
        }

        return any;
    }
}
