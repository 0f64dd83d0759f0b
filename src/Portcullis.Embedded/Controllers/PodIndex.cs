using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Controllers;

/// <summary>Finds the pods that a service selects, by their labels. Not thread-safe.</summary>
/// <remarks>Asking every pod of the namespace for every change would make a burst of creates quadratic.</remarks>
internal sealed class PodIndex
{
    private readonly Dictionary<(string Namespace, string Key, string Value), SortedDictionary<string, Pod>> _byLabel = [];

    public void Replace(Pod? old, Pod? current)
    {
        foreach (var label in LabelsOf(old))
        {
            if (_byLabel.TryGetValue(label, out var known) && known.Remove(old!.Metadata.Name ?? "") && known.Count == 0)
            {
                _byLabel.Remove(label);
            }
        }

        foreach (var label in LabelsOf(current))
        {
            (_byLabel.TryGetValue(label, out var found) ? found : _byLabel[label] = new(StringComparer.Ordinal))[current!.Metadata.Name ?? ""] = current;
        }
    }

    /// <summary>The pods that a service selects, by name.</summary>
    public IEnumerable<Pod> SelectedBy(Service service) =>
        ServiceIndex.PairOf(service) is { } pair && _byLabel.TryGetValue(pair, out var found)
            ? found.Values.Where(p => ServiceIndex.Selects(service, p))
            : [];

    private static IEnumerable<(string Namespace, string Key, string Value)> LabelsOf(Pod? pod) =>
        (pod?.Metadata.Labels ?? new Dictionary<string, string>()).Select(l => (pod!.Metadata.Namespace ?? "", l.Key, l.Value));
}
