using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>The ports that a pod names.</summary>
internal static class NamedPorts
{
    /// <summary>Those of its containers and of its sidecars.</summary>
    /// <param name="pod">The pod.</param>
    public static IEnumerable<ContainerPort> Of(Pod pod) =>
        (pod.Spec?.Containers ?? []).Concat((pod.Spec?.InitContainers ?? []).Where(container => container.RestartPolicy == "Always")).SelectMany(container => container.Ports ?? []);
}
