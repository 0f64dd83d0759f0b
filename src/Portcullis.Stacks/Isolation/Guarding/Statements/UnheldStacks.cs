using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>Stacks on the network of their node, which no policy holds: they reach whatever the node reaches.</summary>
internal static class UnheldStacks
{
    private const int MostWitnesses = 5;

    public static IEnumerable<IsolationWitness> Witnesses(GuardView view, Predicate<Pod>? which = null) =>
        view.Pods.Values.Where(pod => view.Scope.Holds(pod) && pod.Spec?.HostNetwork == true && which?.Invoke(pod) != false)
            .Select(pod => NamespacedName.Of(pod.Metadata).ToString()).Order(StringComparer.Ordinal).Take(MostWitnesses)
            .Select(name => new IsolationWitness { From = name, Text = [$"{name} is on its node's network (hostNetwork): no network policy holds it"] });
}
