using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A namespace: what it is labelled with, and its policies. Immutable.</summary>
internal sealed record NamespaceEntry(string Name, LabelSet Labels, NamespacePolicies Policies, bool IsDeclared)
{
    /// <summary>What stands for the namespace of an end that is no pod.</summary>
    public static NamespaceEntry Outside { get; } = new("", LabelSet.Empty, NamespacePolicies.None, IsDeclared: false);

    /// <summary>A namespace that is only referred to: it has the label that the API server gives all.</summary>
    public static NamespaceEntry Implied(string name) =>
        new(name, LabelSet.Of(new Dictionary<string, string> { [ObjectNames.NamespaceNameLabel] = name }), NamespacePolicies.None, IsDeclared: false);
}
