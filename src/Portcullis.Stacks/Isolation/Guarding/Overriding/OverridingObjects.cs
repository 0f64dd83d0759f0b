using System.Text.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>Objects of the network plug-ins' own kinds, which can undo NetworkPolicies.</summary>
/// <param name="Objects">Those that there are, of kinds that matter or that nobody here knows.</param>
/// <param name="Unseen">Why it is not known whether there are more, in sentences; empty when it is.</param>
public sealed record OverridingObjects(IReadOnlyList<OverridingObject> Objects, IReadOnlyList<string> Unseen)
{
    /// <summary>Looked for, and there are none.</summary>
    public static OverridingObjects None { get; } = new([], []);

    /// <summary>Not looked for yet.</summary>
    public static OverridingObjects NotLookedFor { get; } = new([], ["whether objects override network policies has not been looked at yet"]);

    /// <summary>The same objects, and the same gaps.</summary>
    /// <param name="other">What to compare with.</param>
    public bool Equals(OverridingObjects? other) => other is not null && Objects.SequenceEqual(other.Objects) && Unseen.SequenceEqual(other.Unseen);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Objects.Count, Unseen.Count);

    /// <summary>Whether they are the same, and each says what it said.</summary>
    internal bool SaysTheSameAs(OverridingObjects other) => Equals(other) && Objects.Zip(other.Objects).All(pair => pair.First.SaysTheSameAs(pair.Second));
}

/// <summary>An object of a network plug-in's own kind. Compared by what it is, not by what it says.</summary>
/// <param name="Group">Its API group.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name; without a namespace when it lives in none.</param>
public sealed record OverridingObject(string Group, string Kind, NamespacedName Name)
{
    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What it says; undefined when that is not known or does not matter.</summary>
    public JsonElement Spec { get; init; }

    /// <summary>What is known of its kind; null when nothing is.</summary>
    public OverridingKind? Known => OverridingKinds.Find(Group, Kind);

    /// <summary>The object of this.</summary>
    /// <param name="group">Its API group.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="found">What the API server gives.</param>
    public static OverridingObject Of(string group, string kind, CustomObject found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return new(group, kind, NamespacedName.Of(found.Metadata))
        {
            Labels = found.Metadata.Labels ?? new Dictionary<string, string>(),
            Spec = found.Content ?? default,
        };
    }

    /// <summary>Whether it can undo policies of pods somewhere, as far as it tells.</summary>
    /// <param name="policies">The NetworkPolicies of the cluster, of which it may be but the shadow.</param>
    public bool CanUndo(IEnumerable<NetworkPolicy> policies) => Known is not { } known
        || (known.Effect != OverridingEffect.None && (known.When is null || known.When(this, policies)));

    /// <summary>The namespace whose pods it acts on; null for pods of every namespace.</summary>
    public string? ActsIn => Known?.Scope switch
    {
        OverridingScope.OneNamespace => Name.Namespace,
        OverridingScope.OneNamespaceOrSystem when Name.Namespace != OverridingKinds.SystemNamespace => Name.Namespace,

        // Of a kind that nobody knows, nobody knows whom it selects.
        _ => null,
    };

    internal bool SaysTheSameAs(OverridingObject other) =>
        Labels.Count == other.Labels.Count && Labels.All(label => other.Labels.GetValueOrDefault(label.Key) == label.Value)
        && (Spec.ValueKind, other.Spec.ValueKind) is var kinds && (kinds is (JsonValueKind.Undefined, JsonValueKind.Undefined)
            || (kinds.Item1 != JsonValueKind.Undefined && kinds.Item2 != JsonValueKind.Undefined && JsonElement.DeepEquals(Spec, other.Spec)));

    /// <inheritdoc/>
    public bool Equals(OverridingObject? other) => other is not null && Group == other.Group && Kind == other.Kind && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Group, Kind, Name);

    /// <summary>Its kind and name: <c>AdminNetworkPolicy allow-all</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
