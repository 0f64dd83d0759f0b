using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>A kind of a network plug-in or its like, and what it can do to NetworkPolicies.</summary>
/// <param name="Group">Its API group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Scope">Where its objects live, and whose pods they act on.</param>
/// <param name="Effect">Whether it can let pass what NetworkPolicies deny, or take pods out of their reach.</param>
/// <param name="Reason">Why, in a line.</param>
/// <param name="Source">Where that is documented.</param>
public sealed record OverridingKind(string Group, string Kind, OverridingScope Scope, OverridingEffect Effect, string Reason, string Source)
{
    /// <summary>Whether its objects live in namespaces.</summary>
    public bool IsNamespaced => Scope != OverridingScope.Cluster;

    /// <summary>Which objects can undo policies, where the content tells; null: all of them.</summary>
    internal Func<OverridingObject, IEnumerable<NetworkPolicy>, bool>? When { get; init; }

    /// <summary>Its name with its group: <c>NetworkPolicy.crd.projectcalico.org</c>.</summary>
    public override string ToString() => $"{Kind}.{Group}";
}

/// <summary>What objects of a kind can do to NetworkPolicies.</summary>
public enum OverridingEffect
{
    /// <summary>Nothing that lets more pass.</summary>
    None,

    /// <summary>Some can undo them: their content tells.</summary>
    Some,

    /// <summary>They can undo them, or nobody here can tell that they do not.</summary>
    Undoes,
}

/// <summary>Where objects of a kind live, and whose pods they act on.</summary>
public enum OverridingScope
{
    /// <summary>In a namespace, for its pods.</summary>
    OneNamespace,

    /// <summary>In a namespace, for pods of every namespace.</summary>
    FromNamespaceForAll,

    /// <summary>In a namespace, for its pods; those in <c>kube-system</c> for pods of every namespace.</summary>
    OneNamespaceOrSystem,

    /// <summary>In none, for pods of every namespace.</summary>
    Cluster,
}
