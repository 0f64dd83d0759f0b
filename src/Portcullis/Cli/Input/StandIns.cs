using System.Text.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Cli.Input;

/// <summary>Pods for the workloads whose own are not given: one each, made from the template.</summary>
internal sealed class StandIns(IReadOnlyList<InputObject> objects, IReadOnlyList<Pod> given)
{
    private readonly HashSet<NamespacedName> _names = [.. given.Select(pod => NamespacedName.Of(pod.Metadata))];
    private readonly ILookup<string, Pod> _given = given.ToLookup(pod => pod.Metadata.Namespace ?? "", StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>What must be said about them.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Makes them.</summary>
    /// <param name="malformed">Gets what is wrong with templates.</param>
    public IEnumerable<Pod> Make(List<MalformedObject> malformed)
    {
        foreach (var workload in objects.Where(found => KnownKinds.IsWorkload(found.Kind) && found.Kind != "PodTemplate"))
        {
            if (IsOwnedByAnother(workload) || TypedObject.TryReadTemplate(workload, malformed) is not { } template || HasPods(workload, template))
            {
                continue;
            }

            if (Find(workload.Json, "spec", "replicas") is { ValueKind: JsonValueKind.Number } replicas && replicas.TryGetInt32(out var count) && count == 0)
            {
                _notes.Add($"{workload} has no replicas, so it stands for no pod");
                continue;
            }

            yield return Make(workload, template);
        }
    }

    private Pod Make(InputObject workload, Pod template)
    {
        var name = workload.Name;
        if (!_names.Add(name))
        {
            name = name with { Name = $"{name.Name}-{workload.Kind.ToLowerInvariant()}" };
            _names.Add(name);
        }

        _notes.Add($"{workload} stands for its pods, as {name}");
        return template with
        {
            ApiVersion = ResourceTypes.Pods.ApiVersion,
            Kind = ResourceTypes.Pods.Kind,
            Metadata = template.Metadata with { Name = name.Name, Namespace = name.Namespace, Labels = Labels(workload, template) },
        };
    }

    /// <summary>The labels of the template, and those that the job controller adds.</summary>
    private static IReadOnlyDictionary<string, string>? Labels(InputObject workload, Pod template) => workload.Kind != "Job"
        ? template.Metadata.Labels
        : new Dictionary<string, string>(template.Metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["job-name"] = workload.Name.Name,
            ["batch.kubernetes.io/job-name"] = workload.Name.Name,
        };

    /// <summary>A ReplicaSet of a Deployment, or a Job of a CronJob, that is there itself.</summary>
    private bool IsOwnedByAnother(InputObject workload) =>
        Find(workload.Json, "metadata", "ownerReferences") is { ValueKind: JsonValueKind.Array } owners
        && owners.EnumerateArray().Any(owner => objects.Any(other =>
            other.Name.Namespace == workload.Name.Namespace && Is(owner, "kind", other.Kind) && Is(owner, "name", other.Name.Name)));

    /// <summary>Every pod of a workload carries all labels of its template, or names it as its owner.</summary>
    private bool HasPods(InputObject workload, Pod template)
    {
        var labels = template.Metadata.Labels ?? new Dictionary<string, string>();
        return _given[workload.Name.Namespace].Any(pod =>
            (labels.Count > 0 && labels.All(label => pod.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value))
            || (pod.Metadata.OwnerReferences ?? []).Any(owner => owner.Kind == workload.Kind && owner.Name == workload.Name.Name));
    }

    private static bool Is(JsonElement json, string name, string value) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(value);

    private static JsonElement? Find(JsonElement json, string parent, string name) =>
        json.TryGetProperty(parent, out var outer) && outer.ValueKind == JsonValueKind.Object && outer.TryGetProperty(name, out var inner) ? inner : null;
}
