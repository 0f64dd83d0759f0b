using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>All containers of a pod in the order in which checks name them: init, ordinary, ephemeral.</summary>
/// <remarks>Walks the lists in place: a pod that passes costs no memory, and nearly all do.</remarks>
/// <param name="spec">The pod's spec.</param>
internal struct PodContainers(PodSpec spec)
{
    private int _list;
    private int _index = -1;

    public Container Current { get; private set; } = null!;

    public readonly PodContainers GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_list < 3)
        {
            var list = _list switch { 0 => spec.InitContainers, 1 => spec.Containers, _ => spec.EphemeralContainers };
            while (++_index < (list?.Count ?? 0))
            {
                // A null in a list is a container without a field to the API server; no check can find fault with what is not set,
                // but some demand that something is.
                Current = list![_index] ?? Empty;
                return true;
            }

            _list++;
            _index = -1;
        }

        return false;
    }

    private static readonly Container Empty = new() { Name = "" };
}
