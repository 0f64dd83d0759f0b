using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Pods that no policy of a vocabulary can tell apart. Compared by identity.</summary>
/// <param name="Table">Whose class it is.</param>
/// <param name="Id">Its number there, from 0.</param>
/// <param name="Code">What its pods have in common.</param>
/// <param name="Example">One of its pods, or one that was.</param>
internal sealed record PodClass(ClassTable Table, int Id, ClassCode Code, Subject Example)
{
    public bool Equals(PodClass? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id;
}
