using Portcullis.Model.Errors;
using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>An object that cannot be evaluated, because it is invalid. While there is one, no question has an answer.</summary>
/// <param name="Kind">The kind: <c>NetworkPolicy</c>.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="Errors">What is wrong with it, by field path, as the API server words it.</param>
public sealed record ObjectProblem(string Kind, NamespacedName Name, IReadOnlyList<FieldError> Errors)
{
    /// <summary>A sentence: kind, name and every error.</summary>
    public override string ToString() => $"{Kind} {Name} is invalid: {string.Join("; ", Errors)}";
}
