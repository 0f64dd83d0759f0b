using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity.Effective;

namespace Portcullis.Cli.Pods;

/// <summary>The answer of <c>pod effective</c> for one object.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Containers">Its containers: init, ordinary, ephemeral.</param>
internal sealed record EffectiveView(string Name, IReadOnlyList<EffectiveContainerView> Containers)
{
    /// <summary>Makes it.</summary>
    /// <param name="found">The pod.</param>
    public static EffectiveView Of(FoundPod found) => new(
        found.Object.Name.Name,
        [.. EffectiveSecurity.Of(found.Pod.Metadata, found.Pod.Spec ?? new PodSpec()).Select(EffectiveContainerView.Of)]);
}

/// <summary>One container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>init</c>, <c>container</c> or <c>ephemeral</c>.</param>
/// <param name="Effective">What it really runs with, under Kubernetes' names.</param>
/// <param name="NoNewPrivs">Whether no program that it starts can gain privileges.</param>
/// <param name="From">Which level each field comes from.</param>
/// <param name="Kernel">Who the kernel takes its first process for.</param>
internal sealed record EffectiveContainerView(
    string Name,
    string Type,
    SecurityContext Effective,
    bool NoNewPrivs,
    IReadOnlyDictionary<string, string> From,
    KernelView Kernel)
{
    /// <summary>Makes it.</summary>
    /// <param name="container">The container.</param>
    public static EffectiveContainerView Of(EffectiveContainer container) => new(
        container.Name,
        container.Kind switch { ContainerKind.Init => "init", ContainerKind.Ephemeral => "ephemeral", _ => "container" },
        container.Effective,
        container.NoNewPrivileges,
        container.From,
        new KernelView(container.Kernel.User, container.Kernel.Group, container.Kernel.Groups, container.Kernel.ImageGroups, container.Kernel.Bounding, container.Kernel.Held));
}

/// <summary>The credentials of a container's first process; null where the image decides.</summary>
/// <param name="User">The user id.</param>
/// <param name="Group">The primary group id.</param>
/// <param name="Groups">The supplementary groups that the pod gives.</param>
/// <param name="ImageGroups">Whether the groups of the image's <c>/etc/group</c> come on top.</param>
/// <param name="Bounding">The most capabilities that any process can hold.</param>
/// <param name="Held">Those that the first process holds.</param>
internal sealed record KernelView(long? User, long? Group, IReadOnlyList<long> Groups, bool ImageGroups, IReadOnlyList<string> Bounding, IReadOnlyList<string>? Held);
