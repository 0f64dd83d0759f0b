namespace Portcullis.Policy.Network;

/// <summary>The pods of one class that a selection means.</summary>
/// <param name="Class">The class.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Members">The first by name and the next after it, as far as there are any; null until somebody asks for names.</param>
internal readonly record struct ClassGroup(PodClass Class, int Count, Subject[]? Members)
{
    /// <summary>Whether one of these and another of those exist that are not one and the same.</summary>
    public bool DiffersFrom(in ClassGroup other) =>
        Class != other.Class || Count > 1 || other.Count > 1 || (Members is [var mine] && other.Members is [var theirs] && !ReferenceEquals(mine, theirs));
}
