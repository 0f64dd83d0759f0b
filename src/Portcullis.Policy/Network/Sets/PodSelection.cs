using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.Network.Sets;

/// <summary>Which pods are meant: those of which everything given holds. Nothing given: all.</summary>
public sealed record PodSelection
{
    /// <summary>All pods.</summary>
    public static PodSelection All { get; } = new();

    /// <summary>Pods of these namespaces alone; null for any.</summary>
    public IReadOnlyCollection<string>? Namespaces { get; init; }

    /// <summary>No pods of these namespaces.</summary>
    public IReadOnlyCollection<string> ExceptNamespaces { get; init; } = [];

    /// <summary>Pods with these labels alone; null for any. Must be valid.</summary>
    public LabelSelector? Labels { get; init; }

    /// <summary>These pods alone; null for any. A name that no live pod has means nobody.</summary>
    public IReadOnlyCollection<NamespacedName>? Names { get; init; }

    /// <summary>None of these. Default none.</summary>
    public IReadOnlyCollection<PodSelection> Except { get; init; } = [];

    internal bool HasNamespace(string name) => Namespaces?.Contains(name) != false && !ExceptNamespaces.Contains(name);
}
