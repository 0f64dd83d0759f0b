using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Sets;

/// <summary>The pods of one class that a selection means.</summary>
/// <param name="Class">The class.</param>
/// <param name="Count">How many they are; <see cref="Whole"/> for all of the class.</param>
/// <param name="Members">The first by name and the next after it, as far as there are any; null until somebody asks for names.</param>
internal readonly record struct ClassGroup(PodClass Class, int Count, Subject[]? Members)
{
    public const int Whole = -1;

    /// <summary>Whether one of these and another of those exist that are not one and the same.</summary>
    public bool DiffersFrom(in ClassGroup other, Census census)
    {
        if (Class != other.Class)
        {
            return true;
        }

        var all = Count == Whole || other.Count == Whole ? census.CountOf(Class) : 0;
        return (Count == Whole ? all : Count) > 1 || (other.Count == Whole ? all : other.Count) > 1
            || (Members is [var mine] && other.Members is [var theirs] && !ReferenceEquals(mine, theirs));
    }
}
