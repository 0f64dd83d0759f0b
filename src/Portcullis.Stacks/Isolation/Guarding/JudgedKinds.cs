using Portcullis.Model.Names;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Which kinds of pods the statements were judged for: one more pod of such a kind changes nothing that was proven.</summary>
/// <param name="stackNamespace">Where pods must not reach one another, so that two of a kind have to have been judged.</param>
internal sealed class JudgedKinds(string stackNamespace)
{
    private const int Two = 2;

    // A kind stays in when the last of it goes: nothing that held of it becomes false.
    private readonly Dictionary<object, int> _counts = [];

    /// <summary>Takes over who was judged.</summary>
    public void Reset(NetworkSnapshot network, IEnumerable<NamespacedName> pods)
    {
        _counts.Clear();
        foreach (var pod in pods)
        {
            if (network.LikenessOf(pod) is { } kind)
            {
                _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            }
        }
    }

    /// <summary>Whether what was judged covers a pod. Never those on their node's network, which are no kind.</summary>
    public bool Cover(NetworkSnapshot network, NamespacedName pod) =>
        network.LikenessOf(pod) is { } kind && _counts.GetValueOrDefault(kind) >= (pod.Namespace == stackNamespace ? Two : 1);
}
