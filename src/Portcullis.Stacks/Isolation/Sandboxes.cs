using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation;

/// <summary>Pods that somebody else made and calls sandboxes, to be judged as stacks.</summary>
public sealed record Sandboxes
{
    /// <summary>Which pods they are.</summary>
    public required LabelSelectorMatcher Labels { get; init; }

    /// <summary>The namespaces that they are in; empty for all. Default all.</summary>
    public IReadOnlyCollection<string> Namespaces { get; init; } = [];

    /// <summary>What they are meant to reach. Default: nobody said.</summary>
    public SandboxEgress Egress { get; init; }

    /// <summary>Which pods belong together. Default: each is alone.</summary>
    public SandboxGrouping Grouping { get; init; } = SandboxGrouping.EachPod;

    /// <summary>The labels of pods that are still to be made; each set must be one that <see cref="Labels"/> selects. Default none.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Newcomers { get; init; } = [];

    /// <summary>Pods among those given that stand for any number of their kind, such as one made of a Deployment's template. Default none.</summary>
    public IReadOnlySet<NamespacedName> Templates { get; init; } = new HashSet<NamespacedName>();

    /// <summary>Whether a pod is one of them.</summary>
    /// <param name="pod">The pod.</param>
    public bool Hold(Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return (Namespaces.Count == 0 || Namespaces.Contains(pod.Metadata.Namespace ?? "")) && Labels.Matches(pod.Metadata.Labels);
    }
}

/// <summary>What sandboxes are meant to reach.</summary>
public enum SandboxEgress
{
    /// <summary>Nobody said.</summary>
    Unsaid,

    /// <summary>Nothing at all.</summary>
    None,

    /// <summary>The internet.</summary>
    Internet,
}

/// <summary>Which sandboxes belong together, so that they may reach one another.</summary>
/// <param name="Sort">What they have in common.</param>
/// <param name="Label">The key of the label whose value they share; null where it is none.</param>
public sealed record SandboxGrouping(SandboxGroupSort Sort, string? Label = null)
{
    /// <summary>None: each pod is alone.</summary>
    public static SandboxGrouping EachPod { get; } = new(SandboxGroupSort.Pod);

    /// <summary>Those of a namespace.</summary>
    public static SandboxGrouping EachNamespace { get; } = new(SandboxGroupSort.Namespace);

    /// <summary>Those of a namespace that have the same value of a label. Where it is missing, a pod is alone.</summary>
    /// <param name="key">The label.</param>
    public static SandboxGrouping EachValue(string key) => new(SandboxGroupSort.Label, key);

    /// <summary>Equal for pods that belong together.</summary>
    internal string Of(Pod pod) => (Sort, Label is null ? null : pod.Metadata.Labels?.GetValueOrDefault(Label)) switch
    {
        (SandboxGroupSort.Namespace, _) => $"{pod.Metadata.Namespace}/",
        (SandboxGroupSort.Label, { } value) => $"{pod.Metadata.Namespace}/{Label}={value}",
        _ => NamespacedName.Of(pod.Metadata).ToString(),
    };

    /// <inheritdoc/>
    public override string ToString() => Sort switch
    {
        SandboxGroupSort.Namespace => "those of a namespace are one stack",
        SandboxGroupSort.Label => $"those of a namespace with the same {Label} are one stack",
        _ => "each pod is a stack",
    };
}

/// <summary>What pods have in common that belong together.</summary>
public enum SandboxGroupSort
{
    /// <summary>They are the same pod.</summary>
    Pod,

    /// <summary>Their namespace.</summary>
    Namespace,

    /// <summary>The value of a label.</summary>
    Label,
}
