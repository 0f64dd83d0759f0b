using System.Globalization;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Errors;
using Portcullis.Model.Quantities;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Admission;

/// <summary>Fills in and enforces what the LimitRanges of a namespace say. <see href="https://kubernetes.io/docs/concepts/policy/limit-range/"/></summary>
internal sealed class LimitRanger(ObjectStore store)
{
    private const string Annotation = "kubernetes.io/limit-ranger";

    /// <exception cref="ApiException">403.</exception>
    public Pod Admit(Pod pod)
    {
        var items = store.Read(store[ResourceTypes.LimitRanges]).Snapshot.In(pod.Metadata.Namespace ?? "")
            .SelectMany(o => ((LimitRange)o.Value).Spec?.Limits ?? [])
            .ToList();
        if (items.Count == 0)
        {
            return pod;
        }

        var made = Default(pod, items);
        var errors = items.SelectMany(item => Errors(made, item)).ToList();
        return errors.Count == 0
            ? made
            : throw new ApiException(StatusErrors.Forbidden(
                ResourceTypes.Pods,
                made.Metadata.Name ?? "",
                errors.Count == 1 ? errors[0] : $"[{string.Join(", ", errors)}]"));
    }

    private static Pod Default(Pod pod, List<LimitRangeItem> items)
    {
        var notes = new List<string>();
        foreach (var item in items.Where(i => i.Type == "Container"))
        {
            pod = pod with
            {
                Spec = pod.Spec! with
                {
                    Containers = [.. (pod.Spec.Containers ?? []).Select(c => Default(c, item, "container", notes))],
                    InitContainers = pod.Spec.InitContainers?.Select(c => Default(c, item, "init container", notes)).ToList(),
                },
            };
        }

        if (notes.Count == 0)
        {
            return pod;
        }

        var annotations = new Dictionary<string, string>(pod.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            [Annotation] = $"LimitRanger plugin set: {string.Join("; ", notes)}",
        };
        return pod with { Metadata = pod.Metadata with { Annotations = annotations } };
    }

    private static Container Default(Container container, LimitRangeItem item, string what, List<string> notes)
    {
        var resources = container.Resources ?? new ResourceRequirements();
        var requests = Fill(resources.Requests, item.DefaultRequest, "request", what, container.Name, notes);
        var limits = Fill(resources.Limits, item.Default, "limit", what, container.Name, notes);
        return container with { Resources = resources with { Requests = requests, Limits = limits } };
    }

    private static IReadOnlyDictionary<string, Quantity>? Fill(
        IReadOnlyDictionary<string, Quantity>? given,
        IReadOnlyDictionary<string, Quantity>? defaults,
        string word,
        string what,
        string? name,
        List<string> notes)
    {
        var missing = (defaults ?? new Dictionary<string, Quantity>()).Where(d => given?.ContainsKey(d.Key) != true).OrderBy(d => d.Key, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return given;
        }

        notes.Add($"{string.Join(", ", missing.Select(m => m.Key))} {word} for {what} {name}");
        return (given ?? new Dictionary<string, Quantity>()).Concat(missing).ToDictionary(p => p.Key, p => p.Value);
    }

    private static IEnumerable<string> Errors(Pod pod, LimitRangeItem item) => item.Type switch
    {
        "Container" => (pod.Spec?.Containers ?? []).Concat(pod.Spec?.InitContainers ?? [])
            .SelectMany(c => Errors(item, c.Resources?.Requests, c.Resources?.Limits)),
        "Pod" => Errors(item, PodResources.Requests(pod.Spec), PodResources.Limits(pod.Spec)),
        _ => [],
    };

    private static IEnumerable<string> Errors(LimitRangeItem item, IReadOnlyDictionary<string, Quantity>? requests, IReadOnlyDictionary<string, Quantity>? limits)
    {
        requests ??= new Dictionary<string, Quantity>();
        limits ??= new Dictionary<string, Quantity>();
        return Each(item.Min, (name, bound) => BelowMin(item.Type!, name, bound, requests, limits))
            .Concat(Each(item.Max, (name, bound) => AboveMax(item.Type!, name, bound, requests, limits)))
            .Concat(Each(item.MaxLimitRequestRatio, (name, bound) => AboveRatio(item.Type!, name, bound, requests, limits)));
    }

    private static IEnumerable<string> Each(IReadOnlyDictionary<string, Quantity>? bounds, Func<string, Quantity, string?> check) =>
        (bounds ?? new Dictionary<string, Quantity>()).OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => check(b.Key, b.Value)).OfType<string>();

    private static string? BelowMin(string type, string name, Quantity min, IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits)
    {
        var rule = $"minimum {name} usage per {type} is {min}";
        if (!requests.TryGetValue(name, out var request))
        {
            return $"{rule}.  No request is specified";
        }

        if (request < min)
        {
            return $"{rule}, but request is {request}";
        }

        return limits.TryGetValue(name, out var limit) && limit < min ? $"{rule}, but limit is {limit}" : null;
    }

    private static string? AboveMax(string type, string name, Quantity max, IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits)
    {
        var rule = $"maximum {name} usage per {type} is {max}";
        if (!limits.TryGetValue(name, out var limit))
        {
            return $"{rule}.  No limit is specified";
        }

        if (limit > max)
        {
            return $"{rule}, but limit is {limit}";
        }

        return requests.TryGetValue(name, out var request) && request > max ? $"{rule}, but request is {request}" : null;
    }

    private static string? AboveRatio(string type, string name, Quantity max, IReadOnlyDictionary<string, Quantity> requests, IReadOnlyDictionary<string, Quantity> limits)
    {
        var rule = $"{name} max limit to request ratio per {type} is {max}";
        if (!requests.TryGetValue(name, out var request) || request.Sign == 0)
        {
            return $"{rule}, but no request is specified or request is 0";
        }

        if (!limits.TryGetValue(name, out var limit) || limit.Sign == 0)
        {
            return $"{rule}, but no limit is specified or limit is 0";
        }

        var ratio = (double)limit.MilliValue / request.MilliValue;
        return ratio * 1000 > max.MilliValue ? $"{rule}, but provided ratio is {ratio.ToString("F6", CultureInfo.InvariantCulture)}" : null;
    }
}
