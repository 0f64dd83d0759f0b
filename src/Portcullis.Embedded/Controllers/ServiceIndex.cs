using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Controllers;

/// <summary>Finds the services that select a pod, by one pair of each selector. Not thread-safe.</summary>
internal sealed class ServiceIndex
{
    private readonly Dictionary<(string Namespace, string Key, string Value), HashSet<NamespacedName>> _byPair = [];

    /// <summary>Whether a service selects a pod.</summary>
    public static bool Selects(Service service, Pod pod) =>
        service.Spec?.Selector is { Count: > 0 } selector
        && pod.Metadata.Labels is { } labels
        && selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public void Replace(Service? old, Service? current)
    {
        if (PairOf(old) is { } before && _byPair.TryGetValue(before, out var known))
        {
            known.Remove(NamespacedName.Of(old!.Metadata));
            if (known.Count == 0)
            {
                _byPair.Remove(before);
            }
        }

        if (PairOf(current) is { } after)
        {
            (_byPair.TryGetValue(after, out var found) ? found : _byPair[after] = []).Add(NamespacedName.Of(current!.Metadata));
        }
    }

    /// <summary>The services that may select the pod: all that do are among them.</summary>
    public IEnumerable<NamespacedName> Selecting(Pod? pod) => (pod?.Metadata.Labels ?? new Dictionary<string, string>())
        .SelectMany(pair => _byPair.TryGetValue((pod!.Metadata.Namespace ?? "", pair.Key, pair.Value), out var found) ? found : []);

    /// <summary>The pair with the longest value: it is the one that tells services apart best.</summary>
    public static (string Namespace, string Key, string Value)? PairOf(Service? service)
    {
        if (service?.Spec?.Selector is not { Count: > 0 } selector)
        {
            return null;
        }

        var (key, value) = selector.MaxBy(p => p.Value.Length);
        return (service.Metadata.Namespace ?? "", key, value);
    }
}
